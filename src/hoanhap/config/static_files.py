"""Static files under names that change with their content, also where one of our modules imports another."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]  # whitenoise has no types

IMPORTS = ("offline/*.js", ((r"""(?P<matched>from "(?P<url>\./[^"]+)")""", 'from "%(url)s"'),))
"""Our own modules only: Django's switch for all scripts stumbles over what django-htmx's extensions say in their comments."""


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped base
    """Imports between modules name the hashed files, so a new build never meets an old module."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, IMPORTS)
