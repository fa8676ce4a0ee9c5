"""A simulator without a socket, asked as over one: quick enough to be tried in every position."""

from contextlib import suppress

import httpx

from pulumi_scaling.patience import Patience
from pulumi_scaling.probe.looking import look
from pulumi_scaling.probe.reads import MOST
from pulumi_scaling.probe.sandbox_run import write
from pulumi_scaling.probe.sender import Sending
from pulumi_scaling.simulator import ADMIN_KEY, ORGANIZATION, Simulator

URL = "http://127.0.0.1:8787/v1"


class InProcess(httpx.BaseTransport):
    """Hands each request to the simulator's application; `before` may do anything first."""

    def __init__(
        self, simulator, before=lambda request: None, after=lambda request, answer: answer
    ):
        self._app = simulator.app(control=False)
        self._before = before
        self._after = after

    def handle_request(self, request):
        self._before(request)
        body = request.read()
        sent = []
        scope = {
            "type": "http",
            "method": request.method,
            "path": request.url.path,
            "raw_path": request.url.raw_path,
            "query_string": request.url.query,
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "extensions": {},
        }

        async def receive():
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message):
            sent.append(message)

        running = self._app(scope, receive, send)
        with suppress(StopIteration):
            running.send(None)  # nothing in it waits for anything
        start, *rest = sent
        content = b"".join(message.get("body", b"") for message in rest)
        answer = httpx.Response(start["status"], headers=start["headers"], content=content)
        return self._after(request, answer)


LAYER = {
    "name": "Weekly",
    "rotationType": "weekly",
    "rotationLengthDays": 7,
    "handoffTime": "09:00",
    "effectiveFrom": "2026-01-05T08:00:00.12Z",
    "participantIds": ["user_bo", "user_cy"],
}
SCHEDULES = [{"name": f"Schedule {number}", "timezone": "UTC"} for number in range(3)]
POLICY = {
    "name": "Chain",
    "layers": [
        {
            "position": 1,
            "ackTimeoutMinutes": 5,
            "target": {"type": "schedule", "scheduleId": "Primary"},
        }
    ],
}
FULL = {
    "organizations": [
        {
            "id": ORGANIZATION,
            "schedules": [{"name": "Primary", "timezone": "UTC", "layers": [LAYER]}, *SCHEDULES],
            "policies": [POLICY],
            "components": [{"name": "Second"}],
            "working_hours": [
                {
                    "name": "Office",
                    "timezone": "UTC",
                    "windows": [{"days": [1], "start": "09:00", "end": "17:00"}],
                }
            ],
            "incidents": [{"title": "Fire", "severity": "low", "ownerId": "user_bo"}],
        }
    ]
}
"""An account in which there is something of each kind."""


def simulated(switches=None, *, seed=None, **options):
    """A simulator, seeded once its switches stand as they are to."""
    simulator = Simulator(switches=switches, random_seed=7, **options)
    if seed is not None:
        simulator.control.seed(seed)
    return simulator


AT_ONCE = Patience(sleep=lambda _seconds: None)
"""Waits for nothing."""
ADDRESS = "new@example.com"


def probed(transport, *, writes=True, invite=ADDRESS, sandbox=ORGANIZATION, key=ADMIN_KEY):
    """What came back, how it ended, and every request that was sent."""
    send = Sending(URL, key, most=MOST, transport=transport, patience=AT_ONCE)
    looks = look(send)
    ended = None
    if writes:
        ended = write(send, looks, sandbox=sandbox, invite=invite, patience=AT_ONCE)
    return looks, ended, send.sent


KINDS = ("schedules", "rotation_layers", "policies", "policy_layers", "routing_policies")
KINDS += ("working_hours", "components", "incidents", "invitations")


def holds(simulator):
    """Everything of the simulated account, by kind."""
    return {kind: simulator.control.rows(kind, None) for kind in KINDS}
