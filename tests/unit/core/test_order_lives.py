"""Random lives of ordered layers: whatever the engine and the API do, the program's order holds.

A life is a seed. It decides how the API inserts, what the stack holds, what the program says next,
in which order the engine gets to its resources, and who edits by hand meanwhile. The core is the
real one, over a transport that keeps the rows.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from itertools import count

import httpx
import pytest

from pulumi_scaling import core
from pulumi_scaling.client import Client
from pulumi_scaling.patience import Patience
from pulumi_scaling.resources import by_name
from tests.unmeasured import unmeasured

LIVES = 10_000
SLICES = 8
"""A failing slice names the seed; `Life(seed).run()` lives it again."""
MEASURED = 50
"""Lives of a slice of which it is measured what they cover; all others cover the same."""

ADDRESS = "http://127.0.0.1:9"
POLICY, ROTATION = by_name["PolicyLayer"], by_name["RotationLayer"]
ROUTE = re.compile(r"/v1(/oncall/schedules|/escalation/policies)/(\w+)(/layers)?(?:/(\w+))?")


ALIKE = {
    "ackTimeoutMinutes": 5,
    "target": {"type": "schedule", "scheduleId": "night"},
    "name": "Turns",
    "rotationType": "weekly",
    "rotationLengthDays": 7,
    "handoffTime": "09:00",
    "effectiveFrom": "2026-01-05T08:00:00Z",
    "participantIds": ["bo"],
}
"""Layers differ by their place alone, so whatever changes in these lives is a matter of order."""


SAID = {
    "PolicyLayer": {
        "ack_timeout_minutes": 5,
        "target": {"type": "schedule", "schedule_id": "night"},
    },
    "RotationLayer": {**ROTATION.example, "name": "Turns", "participants": ["bo"]},
}


NOBODY_ELSE = Patience(quiet=0, moment=0)
"""One thread lives these lives, so nobody is on the way while another is waited for."""


class World(httpx.BaseTransport):
    """The layers of some parents, with one of the ways the API may insert and delete."""

    def __init__(self, dice, kind):
        self.dice, self.first = dice, kind.order.first
        self.insertion = dice.choice(["shift", "refuse", "append"]) if kind is POLICY else "append"
        self.gaps = dice.choice(["closed", "left"])
        self.past_the_end = dice.choice(["clamped", "kept"])
        self.chains: dict[str, list[list]] = {}
        self.ids = (f"layer{number}" for number in count(1))
        self.writes: list[str] = []
        self.meanwhile = lambda: None

    def ordered(self, parent):
        """Ids as a GET shows them, numbers aside."""
        return [id_ for _, id_ in sorted(self.chains[parent])]

    def add(self, parent, position):
        rows, id_ = self.chains[parent], next(self.ids)
        end = max((each[0] for each in rows), default=self.first - 1) + 1
        taken = any(each[0] == position for each in rows)
        if taken and self.insertion == "refuse":
            return None
        if position is None or self.insertion == "append":
            position = end
        elif taken:
            for each in rows:
                each[0] += each[0] >= position
        elif position > end and self.past_the_end == "clamped":
            position = end
        rows.append([position, id_])
        return id_

    def remove(self, parent, id_):
        rows = self.chains[parent]
        (gone,) = (each for each in rows if each[1] == id_)
        rows.remove(gone)
        if self.gaps == "closed":
            for each in rows:
                each[0] -= each[0] > gone[0]

    def put_in_order(self, parent, ids):
        assert sorted(ids) == sorted(self.ordered(parent))
        self.chains[parent] = [[place, id_] for place, id_ in enumerate(ids, start=self.first)]

    def shown(self, parent, id_=None):
        rows = [
            {"id": each, "position": place, "orgId": "org", **ALIKE}
            for place, each in sorted(self.chains[parent])
        ]
        return next(row for row in rows if row["id"] == id_) if id_ else rows

    def handle_request(self, request):  # noqa: PLR0911 - one line an endpoint
        path = request.url.path
        if path == "/v1/users":
            return _answer({"users": [{"id": "bo"}]})
        if path == "/v1/oncall/schedules":
            return _answer([])
        if path == "/v1/incidents":
            return _answer({"incidents": []})
        self.meanwhile()
        _, parent, layers, id_ = ROUTE.fullmatch(path).groups()
        if not layers:
            return _answer({"id": parent, "orgId": "org", "layers": self.shown(parent)})
        self.writes.append(f"{request.method} {path}")
        body = json.loads(request.content or "{}")
        if request.method == "POST":
            id_ = self.add(parent, body.get("position"))
            return _answer(self.shown(parent, id_)) if id_ else httpx.Response(422, json={})
        if id_ == "order":
            if sorted(body["layerIds"]) != sorted(self.ordered(parent)):
                return httpx.Response(422, json={})
            self.put_in_order(parent, body["layerIds"])
            return _answer(self.shown(parent))
        if id_ not in self.ordered(parent):
            return httpx.Response(404, json={"code": "not_found"})
        if request.method == "DELETE":
            self.remove(parent, id_)
            return httpx.Response(204)
        assert "position" not in body, "a PATCH is not for the order"
        return _answer(self.shown(parent, id_))


def _answer(data):
    return httpx.Response(200, content=json.dumps({"data": data}).encode())


@dataclass
class Resource:
    """One layer in the state of a stack."""

    id: str
    inputs: dict
    state: dict


@dataclass
class Life:
    """One stack, from what it held to what came of it."""

    seed: int
    stack: dict[str, Resource] = field(default_factory=dict)

    def __post_init__(self):
        self.dice = random.Random(self.seed)
        self.kind = self.dice.choice([POLICY, POLICY, ROTATION])
        self.world = World(self.dice, self.kind)
        self.parents = ["one", "two"] if self.dice.random() < 0.3 else ["one"]
        self.world.chains = {parent: [] for parent in self.parents}
        self.client = Client(api_key="k", base_url=ADDRESS, transport=self.world)
        self.foreign = False
        self.names = count()
        for name, inputs in self.program([]).items():
            self.stack[name] = self.made(name, inputs)
        for parent in self.parents:
            self.world.put_in_order(parent, [self.id_of(name) for name in self.wanted(parent)])

    # ------------------------------------------------------------ programs

    def program(self, names):
        """What a program says: some of the layers there were, some new, in a new order."""
        kept = [name for name in names if self.dice.random() < 0.8]
        kept += [f"layer-{next(self.names)}" for _ in range(self.dice.randint(not kept, 2))]
        self.dice.shuffle(kept)
        said, ranks = {}, dict.fromkeys(self.parents, self.kind.order.first - 1)
        holes = self.dice.random() < 0.15
        unranked = self.dice.random() if self.kind is ROTATION else 0
        for name in kept:
            old = self.stack.get(name)
            parent = old.inputs[self.kind.parent] if old else self.dice.choice(self.parents)
            if self.dice.random() < 0.1:
                parent = self.dice.choice(self.parents)
            said[name] = {**SAID[self.kind.name], self.kind.parent: parent}
            if self.dice.random() >= unranked:
                ranks[parent] += self.dice.randint(1, 3) if holes else 1
                said[name]["position"] = ranks[parent]
        self.said = said
        return said

    def made(self, name, inputs):
        parent = inputs[self.kind.parent]
        id_ = next(self.world.ids)
        self.world.chains[parent].append([len(self.world.chains[parent]) + 1, id_])
        return Resource(f"{parent}/{id_}", inputs, {**inputs, "layer_id": id_, "org_id": "org"})

    def wanted(self, parent):
        """Names in the program's order; those without a rank come last."""
        names = [name for name, each in self.said.items() if each[self.kind.parent] == parent]
        return sorted(names, key=lambda name: self.said[name].get("position", 99))

    def id_of(self, name):
        return self.stack[name].id.partition("/")[2]

    # ------------------------------------------------------------ the engine

    def up(self, *, refresh=False):
        """One run of the engine: a new provider process, deletes last, anything in any order."""
        account = core.Account(
            # A program may give all layers other names, which a person would be asked about.
            core.Settings(api_key="k", base_url=ADDRESS, force=True),
            warn=lambda _: None,
            connect=lambda **_: self.client,
            patience=NOBODY_ELSE,
        )
        if refresh:
            self.refresh(account)
        gone = [each for name, each in self.stack.items() if name not in self.said]
        self.stack = {name: each for name, each in self.stack.items() if name in self.said}
        self.changed: list[str] = []
        turns = {name: self.turns(account, name, gone) for name in self.said}
        self.world.meanwhile = lambda: self.happen(turns)
        self.registered: set[str] = set()
        while turns:
            name = self.dice.choice(list(turns))
            self.registered.add(name)
            if next(turns[name], "over") == "over":
                del turns[name]
        self.world.meanwhile = lambda: None
        self.dice.shuffle(gone)
        for each in gone:
            self.changed.append(each.id)
            core.delete(account, self.kind, each.id, each.state)

    def refresh(self, account):
        for name in self.dice.sample(list(self.stack), len(self.stack)):
            old = self.stack[name]
            state = core.read(account, self.kind, old.id, old.state)
            if state is None:
                del self.stack[name]
                continue
            # The engine asks what changed with the inputs of the last run as if they were news.
            core.diff(account, self.kind, old.id, state, old.inputs)
            self.stack[name] = Resource(old.id, core.inputs_in(self.kind, state), state)

    def turns(self, account, name, gone):
        """What the engine does with one resource; between two of these it may do anything else."""
        old = self.stack.get(name)
        inputs = self.checked(account, name, old.inputs if old else {})
        if old:
            change = core.diff(account, self.kind, old.id, old.state, inputs)
            if change.replaces:
                gone.append(old)
                inputs, old = self.checked(account, name, {}), None
        yield "registered"
        if old is None:
            id_, state = core.create(account, self.kind, inputs)
        elif change:
            id_, state = old.id, core.update(account, self.kind, old.id, old.state, inputs)
        else:
            self.stack[name] = Resource(old.id, inputs, old.state)
            return
        self.changed.append(name)
        self.stack[name] = Resource(id_, inputs, state)

    def checked(self, account, name, olds):
        checked = core.check(account, self.kind, olds, self.said[name])
        assert checked.problems == []
        return checked.inputs

    def happen(self, turns):
        """While a request is under way another resource may arrive, or a colleague edit."""
        if self.dice.random() < self.meddling:
            self.edit_by_hand(["add", "shuffle"])
        late = [name for name in turns if name not in self.registered]
        if late and self.dice.random() < 0.2:
            name = self.dice.choice(late)
            self.registered.add(name)
            next(turns[name])

    # ------------------------------------------------------------ colleagues

    def edit_by_hand(self, deeds):
        parent = self.dice.choice(self.parents)
        ids = self.world.ordered(parent)
        deed = self.dice.choice(deeds)
        self.edited = True
        if deed == "add":
            self.foreign = True
            place = self.dice.randint(self.world.first, self.world.first + len(ids))
            self.world.add(parent, place) or self.world.add(parent, None)
        elif deed == "shuffle":
            self.world.put_in_order(parent, self.dice.sample(ids, len(ids)))
        elif ids:
            self.world.remove(parent, self.dice.choice(ids))

    # ------------------------------------------------------------ the claims

    def run(self):
        for _ in range(self.dice.randint(1, 2)):
            edited = self.dice.random() < 0.3
            for _ in range(self.dice.randint(1, 3) if edited else 0):
                self.edit_by_hand(["add", "add", "shuffle", "remove"])
            if self.dice.random() < 0.7:
                self.program(list(self.stack))
            self.edited, self.meddling = False, self.dice.choice([0, 0, 0.05])
            self.up(refresh=edited or self.dice.random() < 0.3)
            self.meddling = 0
            if self.foreign or self.edited:
                self.up(refresh=True)
            self.assert_in_order()
        self.assert_at_rest()

    def assert_in_order(self):
        for parent in self.parents:
            shown = self.world.ordered(parent)
            names = [name for name in self.wanted(parent) if "position" in self.said[name]]
            ours = [self.id_of(name) for name in names]
            assert [id_ for id_ in shown if id_ in ours] == ours, self
            ranks = [self.said[name]["position"] - self.world.first for name in names]
            if ranks == list(range(len(ranks))):
                assert shown[: len(ours)] == ours, self

    def assert_at_rest(self):
        """Nothing is left to do: neither for `up` nor for `up --refresh`."""
        for refresh in (False, True):
            self.world.writes.clear()
            self.up(refresh=refresh)
            assert (self.changed, self.world.writes) == ([], []), self


@pytest.mark.parametrize(
    "part", [0, *(pytest.param(each, marks=pytest.mark.long) for each in range(1, SLICES))]
)
def test_after_each_up_of_a_random_life_the_order_is_the_programs(part):
    lives = range(part, LIVES, SLICES)
    for seed in lives[:MEASURED]:
        Life(seed).run()
    with unmeasured():
        for seed in lives[MEASURED:]:
            Life(seed).run()
