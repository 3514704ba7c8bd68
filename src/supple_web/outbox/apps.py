from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "supple_web.outbox"
    label = "outbox"
    verbose_name = "Outbox"
