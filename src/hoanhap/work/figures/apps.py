from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "hoanhap.work.figures"
    label = "figures"
