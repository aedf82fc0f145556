"""What the launcher says when it cannot go on."""

from __future__ import annotations


class StartError(Exception):
    """The database cannot be started. The message is a whole Vietnamese sentence: what happened, what to do."""
