"""Whose orders are followed, told by what a request says of where it comes from."""

from __future__ import annotations

import pytest

from pulumi_scaling.simulator.control.elsewhere import refused, strange_host

HERE = "127.0.0.1:8787"


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"host": HERE}, id="a program that is no browser"),
        pytest.param({"host": "localhost:8787"}, id="by name"),
        pytest.param({"host": "[::1]:8787"}, id="IPv6"),
        pytest.param({"host": "127.0.0.1"}, id="port 80"),
        pytest.param({"host": HERE, "sec-fetch-site": "none"}, id="typed by a person"),
        pytest.param({"host": HERE, "sec-fetch-site": "same-origin"}, id="its own page"),
        pytest.param(
            {"host": HERE, "sec-fetch-site": "same-origin", "origin": "null"},
            id="its own page, which sends no referrer",
        ),
        pytest.param({"host": HERE, "origin": f"http://{HERE}"}, id="an older browser"),
    ],
)
def test_programs_and_the_simulator_s_own_page_are_followed(headers: dict[str, str]) -> None:
    assert refused(headers, anywhere=False) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},  # Another port of this machine is another site's program.
        {"sec-fetch-site": "cross-site", "origin": f"http://{HERE}"},
        {"sec-fetch-site": "something new"},
        {"origin": "http://evil.example"},
        {"origin": "http://localhost:3000"},
        {"origin": "http://127.0.0.1:8787.evil.example"},
        {"origin": "null"},
        {"origin": ""},
    ],
    ids=str,
)
@pytest.mark.parametrize("anywhere", [False, True])
def test_another_site_is_told_why_and_who_may(headers: dict[str, str], *, anywhere: bool) -> None:
    told = refused({"host": HERE, **headers}, anywhere=anywhere)
    assert told is not None
    assert "a browser sent this for a page of" in told
    assert "programs that are no browser" in told


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8787",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "10.0.0.7:8787",
        "[::1",
        "",
    ],
)
def test_a_name_that_somebody_points_here_is_none_of_ours(host: str) -> None:
    # To the browser it is one site with what it asks: nothing but the name tells.
    headers = {"host": host, "origin": f"http://{host}"}
    told = refused(headers, anywhere=False)
    assert told is not None
    assert told == strange_host(headers)
    assert "--allow-remote-control" in told
    assert refused(headers, anywhere=True) is None


def test_a_sentence_repeats_little_and_nothing_that_rules_a_terminal() -> None:
    told = refused({"host": HERE, "origin": "http://\x1b[2J" + "x" * 5000}, anywhere=False)
    assert told is not None
    assert len(told) < 400
    assert told.isprintable()
