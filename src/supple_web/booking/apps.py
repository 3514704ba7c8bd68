from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "supple_web.booking"
    label = "booking"
    verbose_name = "Booking"
