"""The Scaling API from Python; the only place that knows HTTP."""

from .address import DEFAULT_BASE_URL, base_url
from .client import API_KEY_VARIABLE, BASE_URL_VARIABLE, Client
from .wire import segment

__all__ = [
    "API_KEY_VARIABLE",
    "BASE_URL_VARIABLE",
    "DEFAULT_BASE_URL",
    "Client",
    "base_url",
    "segment",
]
