"""Kinds of shapes that no kind of the API has: each lives whole, from one file alone.

Nested objects with lists of numbers, tables, a choice of objects inside a list, references to other
toys and to its own kind, and parts that live in another toy. Done to a copy of the package, over a
server that keeps what it is sent.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import count
from pathlib import Path

import pytest

from pulumi_scaling.resources import CATALOG

PACKAGE = Path(__file__).parents[2] / "pulumi_scaling"
ROOT = PACKAGE.parent

SIREN = '''\
"""A siren and its melody."""

from typing import Annotated

from pulumi_scaling.model import Between, Fields, Kind, Length


class Tone(Fields):
    """One tone."""

    pitch: Annotated[int, Between(1, 9)]
    """How high."""
    beats: Annotated[list[Annotated[int, Between(1)]], Length(1)]
    """How long, beat by beat."""


class Melody(Fields):
    """Tones, and how they are played."""

    tones: Annotated[list[Tone], Length(1)]
    """In order."""
    opening: Tone
    """Before all others."""
    loud: bool = False
    """Whether neighbours hear it."""


class SirenInputs(Fields):
    """A siren and its melody."""

    name: Annotated[str, Length(1)]
    """Unique in the organization."""
    melody: Melody
    """What it plays."""
    days: list[int] | None = None
    """When it may."""


class SirenState(SirenInputs):
    """A siren as it is kept."""

    org_id: str
    """Whose it is."""


SIREN = Kind(
    name="Siren",
    path="/sirens",
    inputs=SirenInputs,
    state=SirenState,
    example={
        "name": "Roof",
        "melody": {
            "tones": [{"pitch": 3, "beats": [1, 2]}],
            "opening": {"pitch": 1, "beats": [4]},
        },
        "days": [1, 2],
    },
)
'''

BOARD = '''\
"""A board of labels."""

from typing import Annotated

from pulumi_scaling.model import Fields, Kind, Length


class BoardInputs(Fields):
    """A board of labels."""

    name: Annotated[str, Length(1)]
    """Unique in the organization."""
    labels: dict[str, Annotated[str, Length(most=20)]] | None = None
    """Free words under free names."""


class BoardState(BoardInputs):
    """A board as it is kept."""

    org_id: str
    """Whose it is."""


BOARD = Kind(
    name="Board",
    path="/boards",
    inputs=BoardInputs,
    state=BoardState,
    example={"name": "Hall", "labels": {"floor": "second"}},
)
'''

ROUTE = '''\
"""A way through several stops."""

from typing import Annotated, Literal

from pulumi_scaling.model import Between, Fields, Kind, Length


class RoadStop(Fields):
    """By road."""

    type: Literal["road"]
    """`road`."""
    exit_number: Annotated[int, Between(1)]
    """Where to leave."""


class RailStop(Fields):
    """By rail."""

    type: Literal["rail"]
    """`rail`."""
    station: Annotated[str, Length(1)]
    """Where to get off."""


class RouteInputs(Fields):
    """A way through several stops."""

    name: Annotated[str, Length(1)]
    """Unique in the organization."""
    stops: Annotated[list[RoadStop | RailStop], Length(1)]
    """In order."""


class RouteState(RouteInputs):
    """A way as it is kept."""

    org_id: str
    """Whose it is."""


ROUTE = Kind(
    name="Route",
    path="/routes",
    inputs=RouteInputs,
    state=RouteState,
    example={"name": "Home", "stops": [{"type": "rail", "station": "North"}]},
)
'''

CREW = '''\
"""Who minds sirens."""

from typing import Annotated

from pulumi_scaling.model import Fields, Kind, Length, Ref


class CrewInputs(Fields):
    """Who minds sirens."""

    name: Annotated[str, Length(1)]
    """Unique in the organization."""
    siren_ids: list[Annotated[str, Ref("Siren")]] | None = None
    """Which they mind."""
    relief_id: Annotated[str | None, Ref("Crew")] = None
    """Who minds them next."""


class CrewState(CrewInputs):
    """A crew as it is kept."""

    org_id: str
    """Whose it is."""


CREW = Kind(
    name="Crew",
    path="/crews",
    inputs=CrewInputs,
    state=CrewState,
    example={"name": "First", "siren_ids": ["it0"]},
)
'''

LEG = '''\
"""One part of a way."""

from typing import Annotated

from pulumi_scaling.model import Fields, Kind, Length, Order, Ref


class RouteLegInputs(Fields):
    """One part of a way."""

    route_id: Annotated[str, Length(1), Ref("Route")]
    """The way it is a part of."""
    name: Annotated[str, Length(1)]
    """Unique in the way."""
    minutes: dict[str, list[int]] | None = None
    """How long it took, by who went."""
    position: int | None = None
    """Wanted rank."""


class RouteLegState(RouteLegInputs):
    """A part as it is kept."""

    org_id: str
    """Whose it is."""


LEG = Kind(
    name="RouteLeg",
    path="/routes/{route_id}/legs",
    inputs=RouteLegInputs,
    state=RouteLegState,
    found_in="legs",
    order=Order(first=0, posted=False),
    notes={"delete": "Its minutes are lost."},
    example={"route_id": "it0", "name": "To the river", "minutes": {"bo": [4, 5]}},
)
'''

TOYS = {"siren": SIREN, "board": BOARD, "route": ROUTE, "crew": CREW, "leg": LEG}

LIVES = {
    "Siren": {
        "wrong": {
            "melody": {
                "tones": [{"pitch": 12, "beats": [0]}, 7],
                "opening": {"pitch": 1},
            },
            "days": [1.5],
        },
        "paths": [
            "melody.tones[0].pitch",
            "melody.tones[0].beats[0]",
            "melody.tones[1]",
            "melody.opening.beats",
            "days[0]",
        ],
        "changed": {
            "melody": {
                "tones": [{"pitch": 4, "beats": [1]}],
                "opening": {"pitch": 2, "beats": [1]},
            }
        },
        "cleared": "days",
        "row": "`melody.tones[].pitch`",
    },
    "Board": {
        "wrong": {"labels": {"floor": "x" * 21, "wing": 5}},
        "paths": ["labels.floor", "labels.wing"],
        "changed": {"labels": {"floor": "third", "wing": "west"}},
        "cleared": "labels",
        "row": "`labels`",
    },
    "Route": {
        "wrong": {"stops": [{"type": "rail"}, {"type": "air"}, {"type": "road", "exit_number": 0}]},
        "paths": ["stops[0].station", "stops[1].type", "stops[2].exit_number"],
        "changed": {
            "stops": [{"type": "road", "exit_number": 4}, {"type": "rail", "station": "East"}]
        },
        "cleared": None,
        "row": "`stops[][rail].station`",
    },
    "Crew": {
        "wrong": {"siren_ids": [5], "relief_id": 7},
        "paths": ["siren_ids[0]", "relief_id"],
        "changed": {"siren_ids": ["it0", "it00"]},
        "cleared": "siren_ids",
        "row": "`relief_id`",
    },
}

LIFE = """
import json, sys
from pulumi.dynamic import Config, ConfigureRequest
from pulumi_scaling import core
from pulumi_scaling.adopt.selection import Selection
from pulumi_scaling.adopt.survey import survey
from pulumi_scaling.adopt.writing import named, statement
from pulumi_scaling.client import Client
from pulumi_scaling.codegen.field_tables import BEGIN, END, filled
from pulumi_scaling.dynamic.accounts import account_for
from pulumi_scaling.dynamic.provider import Provider
from pulumi_scaling.resources import by_name

name, life = sys.argv[1], json.loads(sys.argv[2])
kind = by_name[name]

def fresh():
    from pulumi_scaling.dynamic import accounts
    accounts._accounts.clear()
    provider = Provider(name)
    provider.configure(ConfigureRequest(Config({}, "toy")))
    return provider

def floats(value):
    return json.loads(json.dumps(value), parse_int=float)

said = dict(kind.example)
bad = fresh().check({}, floats({**said, **life["wrong"]}))
good = fresh().check({}, floats(said))
made = fresh().create(good.inputs)
read = fresh().read(made.id, made.outs)
changed = fresh().check({}, floats({**said, **life["changed"]})).inputs
differs = fresh().diff(made.id, read.outs, changed)
updated = fresh().update(made.id, read.outs, changed).outs
again = fresh().read(made.id, updated)
cleared = {**changed}
cleared.pop(life["cleared"], None)
emptied = fresh().update(made.id, again.outs, cleared).outs
account = account_for({})
found = core.find(account, kind, {"name": said["name"]})
area = getattr(Client(), kind.area)
typed, listed = area.get(made.id), [row.id for row in area.list()]
surveyed = survey(account, Selection(), members=False, say=lambda _: None)
names = named(surveyed.found, {})
(one,) = [each for each in surveyed.found if each.kind is kind]
program = statement(one, names, {}, protected=False)
table = filled(kind, f"{BEGIN}\\n{END}")
fresh().delete(made.id, emptied)
gone = fresh().read(made.id, emptied)
print(json.dumps({
    "failures": [f"{each.property} {each.reason}" for each in bad.failures],
    "inputs": good.inputs, "outs": made.outs, "read": read.outs,
    "unchanged": fresh().diff(made.id, read.outs, good.inputs).changes,
    "differs": differs.changes, "updated": updated,
    "still": fresh().diff(made.id, again.outs, changed).changes,
    "emptied_inputs": core.inputs_in(kind, emptied),
    "emptied": fresh().diff(made.id, emptied, cleared).changes,
    "client": [typed.id, typed.name, *listed],
    "adopted": [one.key, one.inputs],
    "found": found, "program": program, "table": table, "gone": gone.id,
}))
"""

ADOPTION = """
from pathlib import Path
from pulumi_scaling import core
from pulumi_scaling.adopt.arguments import Options
from pulumi_scaling.adopt.command import run
from pulumi_scaling.dynamic.accounts import account_for
from pulumi_scaling.resources import by_name

account = account_for({})
def make(kind, **said):
    return core.create(account, by_name[kind], {**by_name[kind].example, **said})[0]

siren = make("Siren")
first = make("Crew", siren_ids=[siren])
second = make("Crew", name="Second", siren_ids=[], relief_id=first)
core.update(account, by_name["Crew"], first, {"name": "First", "siren_ids": [siren]},
            {"name": "First", "siren_ids": [siren], "relief_id": second})
wanted = ("Roof", "First", "Second")
assert run(Options(names=wanted, out=Path("adopted"), unprotected=True)) == 0
"""
ADOPTED = """\
# ---- Crews
second = scaling.Crew("second", name="Second", relief_id="{first}")

first = scaling.Crew("first", name="First", siren_ids=[roof.id], relief_id=second.id)
"""

TYPED = """
import pulumi
import pulumi_scaling as scaling
from pulumi_scaling.client import Client, Siren, ToneInput

siren = scaling.Siren(
    "roof", name="Roof", days=[1],
    melody={"tones": [{"pitch": 1, "beats": [1]}], "opening": {"pitch": 1, "beats": [1]}},
)
board = scaling.Board("hall", name=siren.name, labels={"floor": siren.name})
route = scaling.Route("home", name="Home", stops=[{"type": "rail", "station": "North"}])
days: pulumi.Output[list[int] | None] = siren.days
labels: pulumi.Output[dict[str, str] | None] = board.labels
found: scaling.GetSirenResult = scaling.get_siren(name="Roof")
beats: list[int] = found.melody["opening"]["beats"]
station = scaling.get_route(id="x").stops[0]

with Client() as client:
    tone: ToneInput = {"pitch": 1, "beats": [1]}
    client.sirens.update("x", days=[2], melody={"tones": [tone], "opening": tone})
    first: Siren = client.sirens.get("x")
    rhythm: tuple[int, ...] = first.melody.opening.beats
    client.routes.create(name="Home", stops=[{"type": "rail", "station": "North"}])
    boards: list[str] = [each.name for each in client.boards.list()]
    leg = client.routes.legs.create("x", name="To the river", minutes={"bo_7": [4]})
    minutes: dict[str, tuple[int, ...]] | None = leg.minutes
    legs: list[str] = [each.name for each in client.routes.get("x").legs]
    client.routes.legs.reorder("x", [leg.id])
"""
MISTYPED = """
import pulumi_scaling as scaling
from pulumi_scaling.client import Client

scaling.Siren("a", name="A", melody={"tones": [{"pitch": "high", "beats": [1]}]})
scaling.Board("b", name="B", labels={"floor": 2})
scaling.Route("c", name="C", stops=[{"type": "air"}])
Client().sirens.update("x", days="Monday")
Client().routes.legs.update("x", "y", minutes={"bo": 4})
"""


WITHIN = {f"/v1{kind.path}": kind.listed.within for kind in CATALOG}


class Keeper(BaseHTTPRequestHandler):
    """Keeps rows by path, and lists them."""

    def _answer(self, data, status=200):
        body = json.dumps({"data": data}).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _sent(self):
        return json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)) or b"{}")

    def do_GET(self):
        path = self.path.partition("?")[0]
        if path in self.server.rows:
            self._answer(self.server.rows[path])
        elif path.rpartition("/")[2].startswith("it"):
            self._answer(None, 404)
        else:
            under = [row for at, row in self.server.rows.items() if at.startswith(path + "/")]
            within = WITHIN.get(path)
            self._answer({within: under} if within else under)

    def do_POST(self):
        own = f"it{next(self.server.ids)}"
        row = {**self._sent(), "id": own, "orgId": "org"}
        self.server.rows[f"{self.path}/{own}"] = row
        self._answer(row)

    def do_PATCH(self):
        self.server.rows[self.path] |= self._sent()
        self._answer(self.server.rows[self.path])

    def do_DELETE(self):
        del self.server.rows[self.path]
        self._answer({})

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def keeper():
    server = HTTPServer(("127.0.0.1", 0), Keeper)
    server.rows, server.ids = {"/v1/oncall/schedules/x": {"id": "x", "orgId": "org"}}, count(1)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def python(tmp_path_factory, keeper):
    """Run Python with a copy that has three kinds more, each from its own file and one word."""
    folder = tmp_path_factory.mktemp("toys")
    copy = folder / "pulumi_scaling"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    resources = copy / "resources"
    listing = (resources / "__init__.py").read_text()
    for name, text in TOYS.items():
        (resources / f"{name}.py").write_text(text)
        listing = listing.replace("CATALOG: Final = (", f"CATALOG: Final = ({name.upper()}, ")
        listing = listing.replace(
            "from .component", f"from .{name} import {name.upper()}\nfrom .component", 1
        )
    (resources / "__init__.py").write_text(listing)
    environment = {
        **{name: value for name, value in os.environ.items() if "SCALING" not in name},
        "PYTHONPATH": str(folder),
        "MYPYPATH": str(folder),
        "SCALING_CLOUD_API_KEY": "k",
        "SCALING_CLOUD_BASE_URL": f"http://127.0.0.1:{keeper.server_port}",
    }

    def run(*arguments):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    made = run("-m", "pulumi_scaling.codegen")
    assert made.returncode == 0, made.stderr
    run.folder = folder
    return run


@pytest.mark.parametrize("name", LIVES)
def test_a_kind_of_any_shape_lives_whole_from_its_one_file(python, name):
    life = LIVES[name]
    ran = python("-c", LIFE, name, json.dumps(life))
    assert ran.returncode == 0, ran.stderr
    came = json.loads(ran.stdout)
    for path in life["paths"]:
        assert any(path in each for each in came["failures"]), (path, came["failures"])
    assert came["read"] == came["outs"]
    assert {key: came["outs"][key] for key in came["inputs"]} == came["inputs"]
    assert (came["unchanged"], came["differs"], came["still"]) == (False, True, False)
    assert came["emptied"] is False
    for field, value in life["changed"].items():
        for key in value if isinstance(value, dict) else ():
            assert came["updated"][field][key] == value[key]
    own = came["found"]["id"]
    assert came["client"] == [own, came["found"]["name"], own]
    assert came["adopted"] == [[name, own], came["emptied_inputs"]]
    assert f"scaling.{name}(" in came["program"]
    assert life["row"] in came["table"]
    assert came["gone"] == ""


def test_adopting_takes_them_and_what_refers_to_itself_in_a_ring(python, keeper):
    ran = python("-c", ADOPTION)
    assert ran.returncode == 0, ran.stderr
    program = (python.folder / "adopted" / "__main__.py").read_text()
    crews = [row for at, row in keeper.rows.items() if at.startswith("/v1/crews/")]
    (first,) = [row["id"] for row in crews if row["name"] == "First"]
    sirens, _, after = program.partition(ADOPTED.replace("{first}", first))
    assert "roof = scaling.Siren(" in sirens
    assert after == ""


@pytest.mark.long
@pytest.mark.parametrize(
    "checker",
    [("mypy", "--strict"), ("pyright", "--pythonpath", sys.executable)],
    ids=lambda each: each[0],
)
def test_both_checkers_know_their_types(python, checker):
    for name, text, code in (("right.py", TYPED, 0), ("wrong.py", MISTYPED, 1)):
        (python.folder / name).write_text(text)
        told = python("-m", *checker, name)
        assert told.returncode == code, told.stdout
        lines = {int(each) for each in re.findall(rf"{name}:(\d+)", told.stdout)}
        assert lines == ({5, 6, 7, 8, 9} if code else set()), told.stdout
