from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "hoanhap.people.feedback"
    label = "feedback"
