from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "supple_web.assessments"
    label = "assessments"
    verbose_name = "Checks"
