from django.apps import AppConfig


class LegislationConfig(AppConfig):
    name = "hoanhap.ground.legislation"
    label = "legislation"
