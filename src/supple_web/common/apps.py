from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "supple_web.common"
    label = "common"
    verbose_name = "Common"
