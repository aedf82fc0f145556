"""Variants of plans and reports as data: each is a TOML file beside this one; ``draft`` fills it.

A block of a template is one of

- ``heading`` with ``text``: a numbered title;
- ``say``: a paragraph; ``{period}`` is a word of the facts, ``{press.items}`` the figure of that indicator;
- ``each`` with ``say``: one line a member of a list (``{item}``);
- ``groups``: a numbered heading a group, its items as dashes;
- ``table`` with ``header``: rows given as facts; or ``figures`` with ``header``: one row an indicator.

What is missing is never filled in with a guess: it is printed as a slot.
"""

from vanban.writing.templates.drafting import Facts, Group, draft
from vanban.writing.templates.loading import Template, names, template

__all__ = ["Facts", "Group", "Template", "draft", "names", "template"]
