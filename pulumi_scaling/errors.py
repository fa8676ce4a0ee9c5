"""What can go wrong, named by cause.

::

    ScalingError
    ├── ConfigError         no key, a malformed base URL: nothing was sent
    ├── Refused             we will not do it, because it would do harm
    ├── ConnectionFailed    no answer: no connection, cut, or out of time
    ├── Unreadable          an answer that makes no sense
    └── ApiError            the API answered, and the answer was no
        ├── NotAuthorized   401, 403: no key, a wrong or expired one, or not an admin's
        ├── NotFound        404: not there, or of another organization
        ├── Conflict        409: the name is taken
        ├── Invalid         400, 422: a rule of the API was broken
        ├── InUse           400 policy_in_use: an active incident holds it
        ├── RateLimited     429: too many requests
        └── ServerFault     5xx: the service failed

Each carries one sentence for a person. Anything else that leaves this package is a bug of ours.
"""

from __future__ import annotations

from typing import Any

__all__ = [
    "ApiError",
    "ConfigError",
    "Conflict",
    "ConnectionFailed",
    "InUse",
    "Invalid",
    "NotAuthorized",
    "NotFound",
    "RateLimited",
    "Refused",
    "ScalingError",
    "ServerFault",
    "Unreadable",
]


class ScalingError(Exception):
    """Everything this package refuses on purpose."""

    for_good = False
    """Whether it took so long to see that nobody of the same run should ask again."""
    general = ""
    """The end of the sentence that is about no one request, so that once is enough for many."""


class ConfigError(ScalingError):
    """The configuration cannot work; nothing was sent."""


class Refused(ScalingError):
    """Asked for something that would do harm; nothing was changed."""


class ConnectionFailed(ScalingError):
    """No usable answer came back; `ambiguous` says the request may have been carried out."""

    def __init__(self, message: str, *, ambiguous: bool = True) -> None:
        super().__init__(message)
        self.ambiguous = ambiguous

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), str(self), self.__dict__)


class Unreadable(ScalingError):
    """The API answered with something that no reading of its contract allows."""


class ApiError(ScalingError):
    """The API said no."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 0,
        type_: str = "",
        code: str = "",
        request_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.type = type_
        self.code = code
        self.request_id = request_id
        self.lost_before = False
        """Whether an earlier attempt may have been carried out, and be what stands in the way."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), str(self), self.__dict__)


class NotAuthorized(ApiError):
    """The key is missing, wrong, expired, or not allowed to do this."""


class NotFound(ApiError):
    """There is no such object in the key's organization."""


class Conflict(ApiError):
    """The name is taken."""

    held_by: str | None = None
    """The id of what has it, if that could be seen."""
    held_as: str | None = None
    """The name it has, which may differ in case."""
    held_how: str = ""
    """`run` (a resource of this one has it), in the `stack`, `recent`; empty if not known."""
    held_called: str | None = None
    """What the program called the resource of the stack that has it, if that was told."""
    held_outside: bool = False
    """Whether the stack is known not to have it, and not only unknown to have it."""


class Invalid(ApiError):
    """The API refused a value."""


class InUse(ApiError):
    """An active incident still needs it."""


class RateLimited(ApiError):
    """Too many requests for too long."""

    retry_after: float | None = None
    """Seconds the service wants to be left alone for, if it said so."""


class ServerFault(ApiError):
    """The service failed."""


def _rebuilt(cls: type[ScalingError], message: str, facts: dict[str, Any]) -> ScalingError:
    """Unpickle without knowing each constructor: an error must survive a process boundary."""
    error = cls(message)
    error.__dict__.update(facts)
    return error


# What a person sees is `pulumi_scaling.NotFound: …`, not the path of the file it lives in.
for _name in __all__:
    globals()[_name].__module__ = __name__.partition(".")[0]
