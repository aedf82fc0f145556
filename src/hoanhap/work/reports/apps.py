from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "hoanhap.work.reports"
    label = "reports"
