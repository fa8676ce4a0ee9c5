"""Nothing of an account, and nothing a server says, comes into what may be handed on."""

from __future__ import annotations

import io
import json
import re

import httpx
import pytest

from pulumi_scaling.assumed import positions_in, text_of
from pulumi_scaling.commands.table import Paint
from pulumi_scaling.probe.probe_verdicts import positions, verdicts
from pulumi_scaling.probe.report import report
from pulumi_scaling.probe.screen import screen
from pulumi_scaling.simulator import ADMIN_KEY
from tests.unit.probe.in_process import FULL, InProcess, holds, probed, simulated

WORDS = re.compile(r"[A-Za-z0-9_@.:-]{5,}")


def written(looks, ended):
    found = verdicts(looks)
    return json.dumps(report(looks, found, ended)) + text_of(positions(found))


def texts(value):
    """Every text in what an account holds."""
    if isinstance(value, str):
        yield value
    for each in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from texts(each)


@pytest.mark.parametrize("writes", [False, True])
def test_no_value_of_the_account_is_in_it(writes):
    simulator = simulated(seed=FULL)
    looks, ended, _ = probed(InProcess(simulator), writes=writes)
    said = written(looks, ended)
    own = {text for text in texts(holds(simulator)) if len(text) > 4}
    own |= {text for look in looks.values() for text in texts(look.body) if len(text) > 4}
    # Words of the contract itself, that an account uses as values.
    own -= {"schedule", "weekly", "users", "validation_error", "invalid_request_error"}
    own -= {"operational", "probe"}
    own -= {code for look in looks.values() if (code := look.code)} | {"daily", "incident"}
    assert {text for text in own if text in said} == set()
    assert ADMIN_KEY not in said
    assert "example.com" not in said


MARK = "Zq7xInjected"


def hostile(depth):
    """Text of a server in every place a body has."""
    if depth == 0:
        return MARK
    return {
        MARK: hostile(depth - 1),
        f"{MARK}\n\x1b[31m": [hostile(depth - 1), MARK, {MARK: MARK}],
        "id": MARK,
        "name": f"pulumi-scaling probe {MARK}",
        "code": f'{MARK}"\n[switches]\n',
        "nextCursor": MARK,
        "data": hostile(depth - 1),
        "windows": MARK,
        "position": MARK,
        "layers": [MARK],
    }


@pytest.mark.parametrize("everywhere", [False, True])
def test_a_hostile_server_puts_no_text_into_it(everywhere):
    count = 0

    def replaced(request, answer):
        nonlocal count
        count += 1
        if everywhere and count > 1 and request.url.path.endswith("/users") is False:
            headers = {MARK: MARK, "x-request-id": MARK, "retry-after": "0"}
            return httpx.Response(answer.status_code, headers=headers, json=hostile(3))
        body = answer.json() if answer.content else {}
        body = {**body, MARK: MARK, "code": MARK, "message": f"{MARK} <b>", "type": MARK}
        return httpx.Response(answer.status_code, headers={MARK: MARK}, json=body)

    looks, ended, _ = probed(InProcess(simulated(seed=FULL), after=replaced), writes=False)
    said = written(looks, ended)
    assert MARK.casefold() not in said.casefold()
    assert positions_in(text_of(positions(verdicts(looks)))).unforeseen
    shown = "\n".join(screen(looks, verdicts(looks), Paint(io.StringIO()), key=ADMIN_KEY))
    assert "\x1b" not in shown
    assert f"'{MARK}'" in shown


def test_a_key_that_a_server_repeats_is_not_shown():
    def repeat(request, answer):
        key = request.headers.get("authorization", "").removeprefix("Bearer ")
        body = {**answer.json(), key or "none": key}
        return httpx.Response(answer.status_code, headers={"x-of": key}, json=body)

    looks, ended, _ = probed(InProcess(simulated(seed=FULL), after=repeat), writes=False)
    shown = "\n".join(screen(looks, verdicts(looks), Paint(io.StringIO()), key=ADMIN_KEY))
    assert "a member that is on no page: a name of" in shown
    assert ADMIN_KEY not in shown + written(looks, ended)
