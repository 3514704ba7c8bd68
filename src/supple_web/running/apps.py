from django.apps import AppConfig


class RunningConfig(AppConfig):
    name = "supple_web.running"
    label = "running"
    verbose_name = "Running"
