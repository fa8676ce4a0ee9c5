"""What another website that is open in the same browser can do to a simulator: nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from pulumi_scaling.simulator import Server, Simulator

ELSEWHERE = "http://elsewhere.example/"


@pytest.fixture
def elsewhere(page: Page, server: Server) -> Page:
    """A page of another site, whose form turns the clock and empties the world."""
    orders = {"clock": '{"advance":86400}', "reset": ""}
    forms = "".join(
        f'<form method="post" enctype="text/plain" action="{server.origin}/_simulator/{order}">'
        f"<input name='{body}'><button>{order}</button></form>"
        for order, body in orders.items()
    )

    def show(route: Route) -> None:
        route.fulfill(content_type="text/html", body=forms)

    page.route(ELSEWHERE, show)
    page.goto(ELSEWHERE)
    return page


@pytest.mark.parametrize("order", ["clock", "reset"])
def test_its_forms_are_refused_with_a_sentence(elsewhere: Page, server: Server, order: str) -> None:
    server.switches({"delete_status": 204})
    before = server.clock()["now"][:13]
    with elsewhere.expect_response(f"**/_simulator/{order}") as answered:
        elsewhere.get_by_role("button", name=order).click()
    assert answered.value.status == 403
    expect(elsewhere.get_by_text("a browser sent this for a page of")).to_be_visible()
    assert server.clock()["now"][:13] == before
    assert server.switches({})["delete_status"] == 204


def test_its_scripts_order_nothing_although_they_need_no_answer(page: Page, server: Server) -> None:
    # Another port of this machine, so that no wall between networks could be what refuses.
    sent = "fetch(address, {method: 'POST', mode: 'no-cors', body: '{\"advance\": 86400}'})"
    before = server.clock()["now"][:13]
    with Simulator().serve() as other:
        page.goto(other.origin + "/_simulator/clock")
        with page.expect_response(f"{server.origin}/**") as answered:
            page.evaluate(f"address => {sent}.then(() => 1)", f"{server.origin}/_simulator/clock")
    assert answered.value.status == 403
    assert server.clock()["now"][:13] == before


def test_a_name_that_it_points_here_shows_neither_the_page_nor_the_log(
    page: Page, server: Server
) -> None:
    # The browser of these tests resolves such names to this machine, as a hostile resolver would.
    rebound = f"http://rebound.example:{urlsplit(server.origin).port}"
    for path in ("/", "/_simulator/requests", "/_simulator/rows/users"):
        answer = page.goto(rebound + path)
        assert answer is not None
        assert answer.status == 403
        expect(page.get_by_text("is no name that this simulator answers to")).to_be_visible()
    asked = "fetch('/_simulator/clock', {method: 'POST', body: '{}'}).then(a => a.status)"
    assert page.evaluate(asked) == 403


def test_it_cannot_show_the_page_as_a_part_of_its_own(
    page: Page, server: Server, tmp_path: Path
) -> None:
    # On this machine, as above: a browser shows no page of it inside one from elsewhere.
    (tmp_path / "index.html").write_text(f'<iframe src="{server.origin}/"></iframe>')
    with serving(tmp_path) as other:
        with page.expect_event("console", lambda said: "frame-ancestors" in said.text):
            page.goto(other)
        assert len(page.frames) == 2
        assert all("+ 1 day" not in frame.content() for frame in page.frames)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The files of a folder, from another port of this machine."""
    files = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), files) as web:
        Thread(target=web.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{web.server_port}/"
        web.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing of what it serves."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called
        pass


def test_a_person_may_look_at_the_log_in_a_browser_and_follow_a_link_to_the_page(
    page: Page, server: Server
) -> None:
    def show(route: Route) -> None:
        route.fulfill(content_type="text/html", body=f'<a href="{server.origin}/">look</a>')

    answer = page.goto(f"{server.origin}/_simulator/requests")
    assert answer is not None
    assert answer.json() == {"requests": []}
    page.route(ELSEWHERE, show)
    page.goto(ELSEWHERE)
    page.get_by_role("link", name="look").click()
    expect(page.get_by_role("button", name="+ 1 day")).to_be_visible()
