"""How the API is spoken to: requests, deadlines, repetitions, pages. Knows nothing it keeps."""

from .address import DEFAULT_BASE_URL, base_url
from .calls import API_KEY_VARIABLE, BASE_URL_VARIABLE
from .endings import UNSURE
from .json_forms import as_list, as_object
from .listing import Lists
from .wire import Answer, Failure, Transport, Wire, segment

__all__ = [
    "API_KEY_VARIABLE",
    "BASE_URL_VARIABLE",
    "DEFAULT_BASE_URL",
    "UNSURE",
    "Answer",
    "Failure",
    "Lists",
    "Transport",
    "Wire",
    "as_list",
    "as_object",
    "base_url",
    "segment",
]
