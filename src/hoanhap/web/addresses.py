"""Addresses that came from a form or a link."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def within_site(request: HttpRequest, address: str, *, otherwise: str) -> str:
    """``address`` when it is a path of this site, else ``otherwise``: nobody is sent elsewhere by a link that looks like ours."""
    safe = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if safe else otherwise
