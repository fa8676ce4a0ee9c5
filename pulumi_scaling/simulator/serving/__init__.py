"""From a request on a socket to an answer on it, and what goes wrong on the way."""

from . import faults
from .answers import Answer
from .app import Api
from .faults import Faults
from .journal import Journal
from .server import AddressInUse, Server, is_loopback
from .service import Request, Route, Service

__all__ = [
    "AddressInUse",
    "Answer",
    "Api",
    "Faults",
    "Journal",
    "Request",
    "Route",
    "Server",
    "Service",
    "faults",
    "is_loopback",
]
