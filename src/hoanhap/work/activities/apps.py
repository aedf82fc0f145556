from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "hoanhap.work.activities"
    label = "activities"
