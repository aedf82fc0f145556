from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "hoanhap.work.documents"
    label = "documents"
