from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "hoanhap.people.support"
    label = "support"
