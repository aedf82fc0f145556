from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "hoanhap.ground.audit"
    label = "audit"
