from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "hoanhap.work.programmes"
    label = "programmes"
