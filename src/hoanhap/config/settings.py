"""Settings: everything that differs between machines comes from the environment, everything else stands here."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("HOANHAP_VAR", Path.cwd() / "var"))
"""Everything the running system writes: database, files, keys, collected static files."""

TESTING = "pytest" in sys.modules
HTTPS = os.environ.get("HOANHAP_HTTPS") == "1"
DEMONSTRATION = os.environ.get("HOANHAP_DEMONSTRATION", "1") == "1"
"""The demonstration province says on every page that it is invented."""

PHONE = os.environ.get("HOANHAP_PUBLISHER_PHONE", "1900 0000" if DEMONSTRATION else "")
PUBLISHER = {
    "name": os.environ.get("HOANHAP_PUBLISHER", "Cổng thông tin tỉnh Sông Thương" if DEMONSTRATION else "Cơ quan cài đặt hệ thống này"),
    "portal": os.environ.get("HOANHAP_PUBLISHER", "Cổng thông tin tỉnh Sông Thương" if DEMONSTRATION else "Cổng thông tin"),
    "phone": PHONE,
    "dial": "".join(sign for sign in PHONE if sign.isdigit() or sign == "+"),
    "hours": os.environ.get("HOANHAP_PUBLISHER_HOURS", "Thứ Hai đến thứ Sáu, 7:30–11:30 và 13:30–17:00." if DEMONSTRATION else ""),
}
"""Who answers for the public pages, as every one of them says: a name, and where to call when."""

# `hoanhap` keeps a random key in VAR and hands it over; a process started in another way gets a key that dies with it.
SECRET_KEY = os.environ.get("HOANHAP_SECRET_KEY") or secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("HOANHAP_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
SITE_ADDRESS = os.environ.get("HOANHAP_ADDRESS", "http://127.0.0.1:8000")
"""Where the site is reached, for addresses printed in papers."""
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("HOANHAP_ORIGINS", "").split(",") if origin]


def database(url: str) -> dict[str, Any]:
    """Django's settings for a ``postgresql://user:password@host:port/name?option=value`` address.

    ``host`` may be a percent-encoded socket folder, as libpq has it.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError("DATABASE_URL phải có dạng postgresql://tên:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or query.pop("port", "")),
        # A restart of the database must cost nobody a page: a connection is tried before it is handed out.
        "CONN_HEALTH_CHECKS": True,
        # A pool instead of a connection a request: 3.6 times the pages a second (ADR 5). A dead database is known within 5 s.
        # Trying again is given up after 2 s and begun anew by the next request: the pool's own waits grow to minutes.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 2}, "connect_timeout": 5, **query},
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql://hoanhap@127.0.0.1/hoanhap"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "hoanhap.ground.audit",
    "hoanhap.ground.organisations",
    "hoanhap.ground.accounts",
    "hoanhap.ground.files",
    "hoanhap.ground.legislation",
    "hoanhap.work.documents",
    "hoanhap.work.figures",
    "hoanhap.work.programmes",
    "hoanhap.work.assignments",
    "hoanhap.work.activities",
    "hoanhap.work.reports",
    "hoanhap.channels.portal",
    "hoanhap.people.feedback",
    "hoanhap.people.support",
    "hoanhap.web",
    "hoanhap.jobs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "hoanhap.web.public.keeping.KeptPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hoanhap.web.middleware.headers.PrivatePages",
    "hoanhap.web.middleware.refusals.Unavailable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hoanhap.web.middleware.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "hoanhap.web.middleware.sessions.SignedIn",
    "django_htmx.middleware.HtmxMiddleware",
    "hoanhap.web.middleware.refusals.Refusals",
]

ROOT_URLCONF = "hoanhap.config.urls"
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["hoanhap.config.passwords.Argon2"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "hoanhap.web.context.everywhere"],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "hoanhap.web.templatetags.components"],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"]),
            ],
        },
    }
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
FORMAT_MODULE_PATH = ["hoanhap.config.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR / "unused"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if TESTING else "hoanhap.config.static_files.StaticFiles"
    },
}
FILES_ROOT = VAR / "files"
SEALING_KEYS = Path(os.environ.get("HOANHAP_SEALING_KEYS") or VAR / "secrets" / "sealing-keys")
"""The keys of personal fields (``kernel/key_ring.py``), outside the database and never beside its backups."""
CODE_KEY = (os.environ.get("HOANHAP_CODE_KEY") or SECRET_KEY).encode()
"""The key of the hashes kept of codes that people carry home. It outlives a new secret key; who loses it closes every code."""
PROCRASTINATE_IMPORT_PATHS = [
    "hoanhap.jobs.reading",
    "hoanhap.jobs.stalled",
    "hoanhap.jobs.folding",
    "hoanhap.jobs.publishing",
    "hoanhap.jobs.counting",
    "hoanhap.jobs.erasing",
    "hoanhap.jobs.checking",
    "hoanhap.jobs.looking",
    "hoanhap.jobs.slips",
]
"""Where the worker finds its jobs: every module of ``hoanhap.jobs``."""
KEPT_SECONDS = 0 if TESTING else 60
"""How long a public page may be handed out again as it was made."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 << 20
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

SESSION_COOKIE_NAME = "__Host-phien" if HTTPS else "phien"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hoanhap.web.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # These would print what people wrote (the values of a page, of a statement) to whoever turns the level down while looking for a fault.
    "loggers": {"django.template": {"level": "INFO"}, "django.db.backends": {"level": "INFO"}},
}
