from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "supple_web.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from supple_web.clinic.models import Care
        from supple_web.desk.standing import on_care, on_derived
        from supple_web.training.signals import derived_anew

        derived_anew.connect(on_derived, dispatch_uid="desk.standing")
        post_save.connect(on_care, sender=Care, dispatch_uid="desk.standing.care")
