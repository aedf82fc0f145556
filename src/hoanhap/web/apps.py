from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "hoanhap.web"
    label = "web"

    def ready(self) -> None:
        """A clone has no compiled catalogue; whoever starts first makes it."""
        from hoanhap.web.catalogue import compile_catalogues

        compile_catalogues()
