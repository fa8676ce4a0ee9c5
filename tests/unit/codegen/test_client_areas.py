"""The client's areas of kinds no API has: every shape, and what lives in another either way."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Literal

import httpx
import pytest

from pulumi_scaling.client import Client
from pulumi_scaling.codegen.client_areas import areas_module
from pulumi_scaling.codegen.client_package import attributes_module, client_module
from pulumi_scaling.model import Fields, Kind, Length, Listed, Mark, OnWire, Order, Person, Ref

ROOT = Path(__file__).resolve().parents[3]


class Plank(Fields):
    """Of wood."""

    type: Literal["plank"]
    """`plank`."""
    size: int
    """How long it is."""
    notes: dict[str, str] | None = None
    """Free words under free names."""


class Pipe(Fields):
    """Of steel."""

    type: Literal["pipe"]
    """`pipe`."""
    size: str
    """How wide it is, as it is printed on it."""


class DepotInputs(Fields):
    """Where things lie.

    And who minds them.
    """

    name: Annotated[str, Length(1)]
    """Unique in the organization."""
    stock: list[Plank | Pipe]
    """What lies there, as `{"type": "plank", "size": 2}`."""
    sample: Plank
    """One to look at."""
    signs: dict[str, dict[str, int]] | None = None
    """Numbers by wall and door."""
    minder: Annotated[str | None, OnWire("minderId"), Person()] = None
    """Who minds it, by e-mail or user id."""
    open_from: Annotated[str | None, OnWire("from"), Mark.INSTANT] = None
    """When it opens."""


class DepotState(DepotInputs):
    """A depot as it is kept."""

    org_id: str
    """Whose it is."""


class ShelfInputs(Fields):
    """A shelf of a depot."""

    depot_id: Annotated[str, Ref("Depot")]
    """Where it stands."""
    name: str
    """Unique in the depot."""
    levels: list[int] | None = None
    """How high each level is."""
    position: int | None = None
    """Wanted place."""


class ShelfState(ShelfInputs):
    """A shelf as it is kept."""

    rank: Annotated[int, OnWire("position")]
    """Where it stands now."""


class DepotKeyInputs(Fields):
    """A key to a depot."""

    depot_id: Annotated[str, Ref("Depot")]
    """Which it opens."""
    name: str
    """Unique in the depot."""
    key_id: str | None = None
    """What is stamped on it."""


class DepotKeyState(DepotKeyInputs):
    """A key as it is kept."""


EXAMPLE = {"name": "North"}
DEPOT = Kind(
    name="Depot", path="/depots", inputs=DepotInputs, state=DepotState, example=EXAMPLE,
    notes={"delete": "The keys stay with whoever has them."},
)  # fmt: skip
SHELF = Kind(
    name="Shelf", path="/depots/{depot_id}/shelves", inputs=ShelfInputs, state=ShelfState,
    example=EXAMPLE, found_in="shelves", order=Order(first=0, posted=False),
    updates=("PATCH", "PUT"),
)  # fmt: skip
KEY = Kind(
    name="DepotKey", path="/depots/{depot_id}/keys", inputs=DepotKeyInputs, state=DepotKeyState,
    example=EXAMPLE, listed=Listed(within="keys"), updates=("PUT",),
)  # fmt: skip
TOYS = (DEPOT, SHELF, KEY)

RIGHT = """
from datetime import datetime, timezone
from typing_extensions import assert_type

from depots import Depot, DepotArea, DepotKey, DepotWithShelves, Plank, PlankInput, Shelf
from pulumi_scaling.client import KEEP, Client

area = DepotArea(Client(api_key="k"))
plank: PlankInput = {"type": "plank", "size": 2, "notes": {"not_ours": "x"}}
made = area.create(
    name="North",
    stock=[plank, {"type": "pipe", "size": "3/4"}],
    sample=plank,
    signs={"north_wall": {"door": 1}},
    from_=datetime.now(timezone.utc),
)
assert_type(made, Depot)
found = area.get("d1")
assert_type(found, DepotWithShelves)
assert_type(found.shelves, tuple[Shelf, ...])
assert_type(found.sample, Plank)
assert_type(found.stock[0].size, int | str | None)
assert_type(found.signs, dict[str, dict[str, int]] | None)
assert_type(found.from_, datetime | None)
area.update("d1", stock=[*found.stock], minder_id=None, name=KEEP)
assert_type(area.shelves.list("d1"), tuple[Shelf, ...])
area.shelves.update("d1", "s1", levels=[1, 2])
area.shelves.reorder("d1", ["s1"])
assert_type(area.depot_keys.find("d1", "Spare"), DepotKey | None)
assert_type([each.key_id for each in area.depot_keys.list("d1")], list[str | None])
area.depot_keys.replace("d1", "k1", name="Spare", key_id="7")
"""
WRONG = """
from depots import DepotArea
from pulumi_scaling.client import Client

area = DepotArea(Client(api_key="k"))
area.create(name="North", stock=[{"type": "rope"}], sample={"type": "plank", "size": 2})
area.update("d1", name=None)
area.update("d1", signs={"wall": 1})
area.shelves.create("d1", name="Low", levels=["one"])
area.depot_keys.update("d1", "k1", name="Spare")
area.shelves.get("d1", "s1")
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the module of the toys lies, as if it were beside the client."""
    made = tmp_path_factory.mktemp("areas")
    text = areas_module(TOYS).replace("from .", "from pulumi_scaling.client.areas.")
    (made / "depots.py").write_text(text)
    return made


@pytest.fixture(scope="module")
def depots(folder):
    spec = importlib.util.spec_from_file_location("depots", folder / "depots.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["depots"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["depots"]


@pytest.mark.long
@pytest.mark.parametrize(
    "checker",
    [("mypy", "--strict"), ("pyright", "--pythonpath", sys.executable)],
    ids=lambda each: each[0],
)
def test_both_checkers_know_the_types_of_an_area(folder, checker):
    (folder / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    for name, text, lines in (("right.py", RIGHT, []), ("wrong.py", WRONG, [6, 7, 8, 9, 10, 11])):
        (folder / name).write_text(text)
        told = subprocess.run(
            [sys.executable, "-m", *checker, "depots.py", name],
            cwd=folder, env={**os.environ, "MYPYPATH": str(ROOT)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        found = {int(each) for each in re.findall(rf"{name}:(\d+)", told.stdout)}
        assert sorted(found) == lines, told.stdout
        assert "depots.py:" not in told.stdout, told.stdout


ROW = {
    "id": "d1",
    "name": "North",
    "stock": [
        {"type": "plank", "size": 2, "notes": {"not_ours": "x"}},
        {"type": "pipe", "size": "3/4"},
        {"type": "rope", "knots": 3},
    ],
    "sample": {"type": "plank", "size": 1},
    "signs": {"north_wall": {"back_door": 1}},
    "minderId": {"id": "u1"},
    "from": "2026-01-05T09:00:00+01:00",
    "shelves": [{"id": "s1", "name": "Low", "position": 0, "levels": None}],
}


@pytest.fixture
def area(depots):
    def answer(request):
        area.asked.append((request.method, request.url.path.removeprefix("/v1")))
        area.sent = json.loads(request.content or b"null")
        if request.method == "PATCH" and "PATCH" in area.unknown:
            return httpx.Response(405, json={})
        key = {"id": "k1", "name": "Spare"}
        ends = {"keys": {"keys": [key]}, "k1": key, "order": []}
        data = ends.get(request.url.path.rpartition("/")[2], ROW)
        return httpx.Response(200, json={"data": data})

    with Client(api_key="k", transport=httpx.MockTransport(answer)) as client:
        area = depots.DepotArea(client)
        area.asked, area.unknown = [], set()
        yield area


def test_an_answer_is_read_into_the_shapes_that_were_declared(area):
    found = area.get("d1")
    assert [each.size for each in found.stock] == [2, "3/4", None]
    assert found.stock[0].notes == {"not_ours": "x"}
    assert found.signs == {"north_wall": {"back_door": 1}}
    assert (found.minder_id, found.from_.hour) == ("u1", 8)
    assert [(each.name, each.position, each.levels) for each in found.shelves] == [("Low", 0, ())]


def test_names_that_a_script_chooses_are_sent_as_they_are(area):
    notes = {"not_ours": "x"}
    plank = {"type": "plank", "size": 2, "notes": notes}
    signs = {"north_wall": {"back_door": 1}}
    area.create(name="North", stock=[plank], sample=plank, signs=signs, from_="2026-01-05")
    assert area.sent == {
        "name": "North", "stock": [plank], "sample": plank, "signs": signs, "from": "2026-01-05",
    }  # fmt: skip


def test_what_an_answer_holds_is_sent_back_as_it_came(area):
    found = area.get("d1")
    area.update("d1", stock=found.stock[:2], sample=found.sample, signs=found.signs)
    kept = {"stock": ROW["stock"][:2], "sample": ROW["sample"], "signs": ROW["signs"]}
    assert area.sent == kept


def test_what_lives_inside_is_found_where_the_api_shows_it(area):
    assert [each.id for each in area.shelves.list("d1")] == ["s1"]
    assert area.depot_keys.find("d1", "Spare").id == "k1"
    area.depot_keys.replace("d1", "k1", name="Spare")
    area.shelves.reorder("d1", ["s1"])
    assert area.asked == [
        ("GET", "/depots/d1"),
        ("GET", "/depots/d1/keys"),
        ("PUT", "/depots/d1/keys/k1"),
        ("PUT", "/depots/d1/shelves/order"),
    ]
    assert area.sent == {"layerIds": ["s1"]}


def test_where_the_api_takes_a_whole_it_gets_what_is_there(area):
    area.unknown.add("PATCH")
    area.shelves.update("d1", "s1", levels=[4])
    assert area.sent == {"name": "Low", "levels": [4]}


def test_words_come_from_the_declaration_and_suit_a_script(depots):
    delete = depots.DepotArea.delete.__doc__
    assert delete == "Remove it with its shelves. The keys stay with whoever has them."
    assert "minder_id: Who minds it, by user id." in depots.DepotArea.create.__doc__
    assert "Where it stands now." in areas_module(TOYS)
    assert '"""Where things lie."""' in attributes_module(TOYS)


def test_the_face_offers_each_record_and_no_area():
    face = client_module(TOYS)
    for name in ("Depot", "DepotWithShelves", "PipeInput", "Plank", "Shelf", "DepotKey"):
        assert f'    "{name}",\n' in face
    assert "DepotArea" not in face


def test_a_name_that_the_client_has_already_is_refused():
    user = Kind(name="User", path="/u", inputs=DepotInputs, state=DepotState, example=EXAMPLE)
    with pytest.raises(TypeError, match=r"User: declared, and in client/areas/users\.py"):
        client_module((user,))
