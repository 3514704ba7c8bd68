from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "supple_web.booking"
    label = "booking"
    verbose_name = "Booking"

    def ready(self) -> None:
        from supple_web.booking import signals  # noqa: F401
