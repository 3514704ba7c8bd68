from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "supple_web.progress"
    label = "progress"
    verbose_name = "Progress"
