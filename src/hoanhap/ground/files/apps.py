from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "hoanhap.ground.files"
    label = "files"
