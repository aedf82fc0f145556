from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "hoanhap.work.assignments"
    label = "assignments"
