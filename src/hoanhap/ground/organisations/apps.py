from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "hoanhap.ground.organisations"
    label = "organisations"
