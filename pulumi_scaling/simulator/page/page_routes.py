"""The page and its buttons over HTTP.

A browser sends forms for whoever shows them, so a button works only for a page of this simulator,
and the page shows itself inside no other: a click somebody was lured into would be one of its own.
Keys are on no page, and no button needs one.
"""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from pulumi_scaling.pictures import Markup, html, markup, note, section
from pulumi_scaling.simulator.control import Control, elsewhere
from pulumi_scaling.simulator.page.drills import DEEDS, carry_out
from pulumi_scaling.simulator.page.organization_page import organization
from pulumi_scaling.simulator.serving import Service
from pulumi_scaling.simulator.world import moments

__all__ = ["PREFIX", "application"]

PREFIX: Final = "/_simulator/page/"
_ALONE: Final = {"content-security-policy": "frame-ancestors 'none'"}
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

    async def show(self, request: Request) -> Response:
        """The world as it is; a link to it may be on any site."""
        anybody = self._anywhere or not self._orders
        if not anybody and (told := elsewhere.strange_host(request.headers)):
            return PlainTextResponse(told, status_code=403)
        self._control.clock()  # Everybody due is paged before anybody looks.
        with self._world.lock:
            return HTMLResponse(self._page(), headers=_ALONE)

    async def act(self, request: Request) -> Response:
        """Do what a button says, and show what came of it."""
        if told := elsewhere.refused(request.headers, anywhere=self._anywhere):
            return PlainTextResponse(told, status_code=403)
        form = parse_qs((await request.body()).decode("utf-8", "replace"))
        target = next(iter(form.get("of", ())), "")
        deed = request.path_params["deed"]
        if deed == "clock" and target in STEPS:
            self._control.clock(advance=STEPS[target])
        elif deed not in DEEDS or not carry_out(self._service, self._world, deed, target):
            return PlainTextResponse("there is no such button any more", status_code=404)
        return RedirectResponse("/", status_code=303)

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
