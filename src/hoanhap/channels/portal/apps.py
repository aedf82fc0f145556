from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "hoanhap.channels.portal"
    label = "portal"
