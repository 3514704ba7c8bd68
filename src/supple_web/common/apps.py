from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "supple_web.common"
    label = "common"
    verbose_name = "Common"

    def ready(self) -> None:
        from supple_web.common.engine.speaking import speak_drawings

        speak_drawings()
