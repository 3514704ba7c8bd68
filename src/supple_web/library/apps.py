from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "supple_web.library"
    label = "library"
    verbose_name = "Library"
