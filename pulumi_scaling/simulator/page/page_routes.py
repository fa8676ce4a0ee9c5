"""The page and its buttons over HTTP.

A browser sends forms for whoever shows them, so a button works only for a page of this simulator:
another site's form is told apart by its origin, and a name that some resolver points here by its
host. Keys are on no page; what a button asks of the API it asks with one of an admin.
"""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from pulumi_scaling.pictures import Markup, html, markup, note, section
from pulumi_scaling.simulator.control import Control
from pulumi_scaling.simulator.page.drills import DEEDS, carry_out
from pulumi_scaling.simulator.page.organization_page import organization
from pulumi_scaling.simulator.serving import Service, is_loopback
from pulumi_scaling.simulator.world import moments

__all__ = ["PREFIX", "application"]

PREFIX: Final = "/_simulator/page/"
STEPS: Final = {"15 minutes": 900, "1 hour": 3600, "1 day": 86_400}


def application(control: Control, service: Service, *, orders: bool, anywhere: bool) -> Starlette:
    """The page; with buttons where there are orders, and for any host where that was asked for."""
    pages = _Pages(control, service, orders=orders, anywhere=anywhere)
    routes = [Route("/", pages.show, methods=["GET"])]
    if orders:
        routes.append(Route(PREFIX + "{deed}", pages.act, methods=["POST"]))
    return Starlette(routes=routes)


class _Pages:
    """Shows a world, and does what its buttons say."""

    def __init__(self, control: Control, service: Service, *, orders: bool, anywhere: bool) -> None:
        self._control, self._service, self._world = control, service, control.world
        self._orders, self._anywhere = orders, anywhere

    async def show(self, _request: Request) -> Response:
        """The world as it is."""
        self._control.clock()  # Everybody due is paged before anybody looks.
        with self._world.lock:
            return HTMLResponse(self._page())

    async def act(self, request: Request) -> Response:
        """Do what a button says, and show what came of it."""
        if not self._ours(request):
            return PlainTextResponse("this form is not of this page", status_code=403)
        form = parse_qs((await request.body()).decode("utf-8", "replace"))
        target = next(iter(form.get("of", ())), "")
        deed = request.path_params["deed"]
        if deed == "clock" and target in STEPS:
            self._control.clock(advance=STEPS[target])
        elif deed not in DEEDS or not carry_out(self._service, self._world, deed, target):
            return PlainTextResponse("there is no such button any more", status_code=404)
        return RedirectResponse("/", status_code=303)

    def _ours(self, request: Request) -> bool:
        host = request.headers.get("host", "")
        origin = request.headers.get("origin")
        name = urlsplit(f"//{host}").hostname or ""
        known = self._anywhere or name == "localhost" or is_loopback(name)
        site = request.headers.get("sec-fetch-site")
        # A page that sends no referrer has no origin either; what browsers say of the site stands.
        ours = site == "same-origin" if site else origin in {None, f"http://{host}"}
        return known and ours

    def _page(self) -> str:
        world = self._world
        now = world.clock.now()
        orgs = [row["id"] for row in world.store.all("SELECT id FROM organizations ORDER BY seq")]
        parts = [part for org in orgs for part in organization(world, org, now, self._button)]
        return html("Scaling, simulated", self._clock(moments.stamp(now)), *parts, forms=True)

    def _clock(self, now: str) -> Markup:
        said = note(f"It is {now}.")
        if not self._orders:
            told = note("Other machines reach this page, so it is only to be read.")
            return section("Clock", said, told)
        buttons = markup(*(self._button(f"+ {step}", "clock", step) for step in STEPS), between=" ")
        return section("Clock", said, note(buttons))

    def _button(self, text: str, deed: str, target: str) -> Markup:
        return _form(text, deed, target) if self._orders else Markup()


def _form(text: str, deed: str, target: str) -> Markup:
    field = f'<input type="hidden" name="of" value="{escape(target, quote=True)}">'
    button = f"<button>{escape(text)}</button>"
    return Markup(f'<form method="post" action="{PREFIX}{deed}">{field}{button}</form>')
