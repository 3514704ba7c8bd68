from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "supple_web.accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from supple_web.accounts.signals import connect

        connect()
