from django.apps import AppConfig


class ServingConfig(AppConfig):
    name = "supple_web.serving"
    label = "serving"
    verbose_name = "Serving"
