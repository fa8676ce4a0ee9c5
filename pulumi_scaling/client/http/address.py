"""Where the API is: a base URL that cannot send a key somewhere it should not go."""

from __future__ import annotations

import ipaddress

from pulumi_scaling.errors import ConfigError

from .lean import httpx

__all__ = ["DEFAULT_BASE_URL", "base_url"]

DEFAULT_BASE_URL = "https://api.scaling.cloud/v1"


def base_url(given: str | None) -> str:
    """Bring a configured base URL to one form, with `/v1` and without a slash at the end.

    ```python
    >>> base_url("http://127.0.0.1:8787/")
    'http://127.0.0.1:8787/v1'

    ```
    """
    if not given:
        return DEFAULT_BASE_URL
    # Not told back: a key pasted into the wrong place must not end up in an error.
    if "@" in given:
        raise ConfigError(
            "the base URL carries credentials; give the address alone and the key as scaling:apiKey"
        )
    try:
        url = httpx.URL(given.strip())
    except (httpx.InvalidURL, ValueError):
        raise ConfigError(f"the base URL is not a URL; give one like {DEFAULT_BASE_URL}") from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise ConfigError(
            f"the base URL is not an http(s) address; give one like {DEFAULT_BASE_URL}"
        )
    if url.scheme == "http" and not _loopback(url.host):
        raise ConfigError(
            f"the base URL http://{url.host} would send the key unencrypted to another machine; "
            "use https"
        )
    if "?" in given or "#" in given:
        raise ConfigError("the base URL carries a query or fragment; leave them out")
    path = url.path.rstrip("/")
    if not path.endswith("/v1"):
        path += "/v1"
    return str(url.copy_with(path=path))


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
