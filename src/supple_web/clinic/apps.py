from django.apps import AppConfig


class ClinicConfig(AppConfig):
    name = "supple_web.clinic"
    label = "clinic"
    verbose_name = "Clinic"
