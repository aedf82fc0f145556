"""The site as a WSGI application; each worker process of the web server imports it once."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application

from hoanhap.config.server import logs
from hoanhap.config.server.lifeline import end_with_parent

end_with_parent()
application = get_wsgi_application()
logs.calm()
