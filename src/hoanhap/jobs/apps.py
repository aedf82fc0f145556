from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "hoanhap.jobs"
    label = "jobs"
