"""The control calls over HTTP, below `/_simulator/`: JSON in, JSON out, no key.

Whoever reaches these paths rules the simulator, so on an address that other machines can reach they
exist only when asked for, and no browser reaches them for another site.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final, cast

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from pulumi_scaling.simulator.contract import Refusal
from pulumi_scaling.simulator.control import elsewhere
from pulumi_scaling.simulator.control.control import BadOrder, Control
from pulumi_scaling.simulator.world import NameTaken

PREFIX: Final = "/_simulator"
_Order = Callable[[Control, Request, Any], Any]


def _reset(control: Control, _request: Request, _body: Any) -> None:
    control.reset()


def _requests(control: Control, _request: Request, _body: Any) -> Any:
    return {"requests": control.requests()}


def _forget_requests(control: Control, _request: Request, _body: Any) -> None:
    control.forget_requests()


def _faults(control: Control, _request: Request, _body: Any) -> Any:
    return {"faults": control.faults()}


def _add_faults(control: Control, _request: Request, body: Any) -> Any:
    if not isinstance(body, dict | list):
        raise BadOrder("a fault is an object, several are an array")
    return {"faults": control.add_faults(cast("dict[str, Any] | list[dict[str, Any]]", body))}


def _clear_faults(control: Control, _request: Request, _body: Any) -> None:
    control.clear_faults()


def _clock(control: Control, _request: Request, body: Any) -> Any:
    return control.clock(**_clock_order(_object(body)))


def _clock_order(body: dict[str, Any]) -> dict[str, Any]:
    types: dict[str, type | tuple[type, ...]] = {
        "now": str,
        "frozen": bool,
        "advance": (int, float),
        "behind": (int, float),
        "reset": bool,
    }
    for name, value in body.items():
        if name not in types:
            raise BadOrder(f"a clock knows {', '.join(types)}, not {name!r}")
        if not isinstance(value, types[name]):
            raise BadOrder(f"{name} cannot be {value!r}")
    return body


def _switches(control: Control, _request: Request, body: Any) -> Any:
    return {"switches": control.switch(_object(body))}


def _seed(control: Control, _request: Request, body: Any) -> Any:
    return control.seed(_object(body))


def _accept(control: Control, request: Request, _body: Any) -> Any:
    return control.accept(request.path_params["id"])


def _expire(control: Control, request: Request, _body: Any) -> Any:
    return control.expire(request.path_params["id"])


def _pages(control: Control, _request: Request, _body: Any) -> Any:
    return {"pages": control.pages()}


def _rows(control: Control, request: Request, _body: Any) -> Any:
    return {"rows": control.rows(request.path_params["kind"], request.query_params.get("org"))}


def _object(body: Any) -> dict[str, Any]:
    if body is None:
        return {}
    if not isinstance(body, dict):
        raise BadOrder("the body must be an object")
    return cast("dict[str, Any]", body)


_ORDERS: Final[tuple[tuple[str, str, _Order], ...]] = (
    ("POST", "/reset", _reset),
    ("GET", "/requests", _requests),
    ("DELETE", "/requests", _forget_requests),
    ("GET", "/faults", _faults),
    ("POST", "/faults", _add_faults),
    ("DELETE", "/faults", _clear_faults),
    ("GET", "/clock", _clock),
    ("POST", "/clock", _clock),
    ("GET", "/switches", _switches),
    ("POST", "/switches", _switches),
    ("POST", "/seed", _seed),
    ("POST", "/invitations/{id}/accept", _accept),
    ("POST", "/invitations/{id}/expire", _expire),
    ("GET", "/pages", _pages),
    ("GET", "/rows/{kind}", _rows),
)


def application(control: Control, *, anywhere: bool) -> ASGIApp:
    """The control calls as an application; what is none of them is an error in JSON, too."""
    inside = Starlette(routes=routes(control), exception_handlers={HTTPException: _no_order})

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        told = elsewhere.refused(Headers(scope=scope), anywhere=anywhere)
        app = inside if told is None else JSONResponse({"error": told}, status_code=403)
        await app(scope, receive, send)

    return guarded


def _no_order(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    said = f"no control call: {request.method} {request.url.path}"
    return JSONResponse({"error": said}, status_code=error.status_code, headers=error.headers)


def routes(control: Control) -> list[BaseRoute]:
    """The control calls, each with its path."""
    return [
        Route(PREFIX + path, _endpoint(control, order), methods=[method])
        for method, path, order in _ORDERS
    ]


def _endpoint(control: Control, order: _Order) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> JSONResponse:
        try:
            raw = await request.body()
            result = order(control, request, json.loads(raw) if raw else None)
        except Refusal as refusal:
            return JSONResponse({"error": str(refusal)}, status_code=refusal.status or 404)
        except (ValueError, NameTaken) as wrong:
            return JSONResponse({"error": str(wrong)}, status_code=422)
        return JSONResponse({} if result is None else result)

    return endpoint
