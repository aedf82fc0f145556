from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hoanhap.ground.accounts"
    label = "accounts"
