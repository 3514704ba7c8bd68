from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "supple_web.desk"
    label = "desk"
    verbose_name = "Desk"
