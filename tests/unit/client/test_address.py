"""Base URLs: one form for each address, and nothing told back that may be a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_scaling.client import DEFAULT_BASE_URL, base_url
from pulumi_scaling.errors import ConfigError


@pytest.mark.parametrize(
    ("given_", "url"),
    [
        (None, DEFAULT_BASE_URL),
        ("", DEFAULT_BASE_URL),
        ("https://api.scaling.cloud", DEFAULT_BASE_URL),
        ("https://api.scaling.cloud/", DEFAULT_BASE_URL),
        (" https://api.scaling.cloud/v1/ ", DEFAULT_BASE_URL),
        ("https://gate.example/scaling", "https://gate.example/scaling/v1"),
        ("http://127.0.0.1:8787", "http://127.0.0.1:8787/v1"),
        ("http://localhost:8787/v1", "http://localhost:8787/v1"),
        ("http://[::1]:8787", "http://[::1]:8787/v1"),
    ],
)
def test_one_form(given_, url):
    assert base_url(given_) == url
    assert base_url(url) == url


@pytest.mark.parametrize(
    ("given_", "why"),
    [
        ("scl_live_secret", "not an http"),
        ("//scl_live_secret", "not an http"),
        ("ftp://scl_live_secret", "not an http"),
        ("https://", "not an http"),
        ("https://scl_live_secret@api.scaling.cloud", "credentials"),
        ("https://x:scl_live_secret@api.scaling.cloud", "credentials"),
        ("https://x:scl_live_secret", "not a URL"),
        ("https://api.scaling.cloud?key=scl_live_secret", "query"),
        ("https://api.scaling.cloud#scl_live_secret", "query"),
        ("https://api.scaling.cloud?", "query"),
        ("http://api.scaling.cloud?key=scl_live_secret", "unencrypted"),
        ("http://127.0.0.1.example.com/scl_live_secret", "unencrypted"),
        ("http://localhost.example.com", "unencrypted"),
        ("https://api\nscl_live_secret", "not a URL"),
    ],
)
def test_what_cannot_be_used_is_refused_without_repeating_it(given_, why):
    with pytest.raises(ConfigError, match=why) as caught:
        base_url(given_)
    assert "secret" not in str(caught.value)


@given(st.text())
def test_no_text_crashes(text):
    try:
        url = base_url(text)
    except ConfigError:
        return
    assert url.startswith(("https://", "http://127.", "http://localhost", "http://[::1]"))
    assert url.endswith("/v1")
