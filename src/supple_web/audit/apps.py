from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "supple_web.audit"
    label = "audit"
    verbose_name = "Audit"
