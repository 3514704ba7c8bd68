from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "supple_web.common"
    label = "common"
    verbose_name = "Common"

    def ready(self) -> None:
        from supple_web.common.engine.speaking import speak_drawings
        from supple_web.common.problems import speak_problems

        speak_drawings()
        speak_problems()
