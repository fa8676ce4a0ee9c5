"""Completing an import file for a program that somebody wrote: `adopt --fill`.

`pulumi preview --import-file` lists what a program would create. What of it exists is completed
with its id and its state; what does not is taken out of the file, and stays a create.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from pulumi_scaling.core import Account, name_first
from pulumi_scaling.errors import Refused
from pulumi_scaling.model import holds_unknown, is_object, object_in, rows_in

from .arguments import Options
from .everybody import can_name_people
from .found import Found
from .importing import known_values, text
from .matching import Matches, matches
from .planned import Planned, creates, place_of
from .proof import DONE, REMAINS, proven
from .selection import fits
from .serialized import TYPE_PREFIX
from .stack_command import IMPORT, Engine

__all__ = ["fill"]

Say = Callable[[str], None]
PLACEHOLDER: Final = "<PLACEHOLDER>"


def fill(account: Account, options: Options, path: Path, *, say: Say, aside: Say) -> int:
    """Complete the file; the exit status."""
    engine = Engine(Path(), say, options.stack)
    preview, document = _preview(engine, options, path)
    rows = list(rows_in(document, "resources"))
    places = _places(rows, object_in(document, "nameTable"))
    wanted = _wanted(creates(preview), [*options.names, *options.policies])
    can_name_people(account, aside)
    ids = {
        one.urn: str(row["id"])
        for one in wanted
        for row in rows
        if places.get(str(row.get("name"))) == place_of(one.urn)
        and row.get("id") not in {None, PLACEHOLDER}
    }
    done = matches(account, wanted, ids, aside)
    changing = [_told(one, done, say) for one in wanted]
    kept = _completed(rows, places, {place_of(urn): urn for urn in done.found}, done)
    if options.run_import:
        # Others' resources are theirs to fill in; what has no id cannot be imported.
        kept = [row for row in kept if row.get("id") != PLACEHOLDER]
    path.write_text(text({**document, "resources": kept}), "utf-8")
    say(f"{len(done.found)} of {len(wanted)} exist and are completed in {path}")
    if not done.found:
        return REMAINS if wanted else DONE
    protection = ["--protect=false"] if options.unprotected else []
    if not options.run_import:
        words = " ".join([*IMPORT, str(path), *protection])
        say(f"what to run now:\n  pulumi {words}\n  pulumi preview")
        return REMAINS if any(changing) else DONE
    engine.must(*IMPORT, str(path), *protection)
    return proven(engine, say, aside)


def _preview(engine: Engine, options: Options, path: Path) -> tuple[Any, Mapping[str, Any]]:
    """What the program would create, and the file that lists it."""
    if options.preview:
        return _json(options.preview), _document(path)
    engine.ready()
    with TemporaryDirectory() as scratch:
        listed = Path(scratch, "import.json")
        preview = engine.asked("preview", "--import-file", str(listed))
        fresh = _document(listed)
    there: Mapping[str, Any] = _document(path) if path.exists() else {}
    known = _places(rows_in(there, "resources"), object_in(there, "nameTable")).values()
    if {place_of(one.urn) for one in creates(preview)} <= set(known):
        return preview, there  # Somebody's own ids may be in it.
    return preview, fresh


def _wanted(planned: Sequence[Planned], names: Sequence[str]) -> list[Planned]:
    """All, or those of a name together with what lives in them."""
    if not names:
        return list(planned)
    chosen = {one.urn for one in planned if fits(one.name, names)}
    for one in planned:
        if one.kind.parent and chosen.intersection(one.depends.get(one.kind.parent, ())):
            chosen.add(one.urn)
    if not chosen:
        raise Refused(f"the program would create nothing named {' or '.join(map(repr, names))}")
    return [one for one in planned if one.urn in chosen]


def _told(one: Planned, done: Matches, say: Say) -> bool:
    """Show one resource beside the account; whether something of it is left to change."""
    found = done.found.get(one.urn)
    if found is None:
        say(f"{one.title}: not in the account, stays a create")
        return True
    differing = done.differing(one, found)
    say(f"{one.title}: is {_called(found, done)}" + ("" if differing else ", and the same"))
    for name in differing:
        new = done.inputs[one.urn].get(name)
        later = "known only in the run" if holds_unknown(new) else f"{_shown(new)} in the program"
        say(f"    {name}: {_shown(found.state.get(name))} in the account, {later}")
    return bool(differing)


def _called(found: Found, done: Matches) -> str:
    """By its name, or its place in what has one."""
    if found.name:
        return name_first(found.name, found.id)
    holder = next((each for each in done.found.values() if each.key == found.holder), None)
    whose = f" of {holder.name!r}" if holder else ""
    return f"{found.kind.word} {found.state.get('position')}{whose} ({found.id})"


def _shown(value: Any) -> str:
    return "nothing" if value is None else repr(value)


def _places(rows: Sequence[Mapping[str, Any]], table: Mapping[str, Any]) -> dict[str, str]:
    """Each entry's name in the file, and where in the program that is."""
    by = {str(row.get("name")): row for row in rows}

    def types(name: str, depth: int = 0) -> str:
        if name in table:
            return str(table[name]).split("::", 3)[2]
        row = by.get(name)
        if row is None or depth > len(by):
            return ""
        above = types(str(row["parent"]), depth + 1) if row.get("parent") else ""
        return f"{above}${row.get('type')}" if above else str(row.get("type"))

    return {
        name: f"{types(name)}::{row.get('logicalName') or row.get('name')}"
        for name, row in by.items()
    }


def _completed(
    rows: Sequence[Mapping[str, Any]],
    places: Mapping[str, str],
    urns: Mapping[str, str],
    done: Matches,
) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for row in rows:
        urn = urns.get(places.get(str(row.get("name")), ""))
        if urn:
            found = done.found[urn]
            kept.append({**row, "id": found.id, **known_values(found)})
        elif not str(row.get("type")).startswith(TYPE_PREFIX):
            kept.append(dict(row))
    needed = set(_above(kept))
    return [row for row in kept if not row.get("component") or row.get("name") in needed]


def _above(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The components that something real stands in."""
    by = {row.get("name"): row for row in rows}
    for row in rows:
        parent = None if row.get("component") else row.get("parent")
        while parent is not None and parent in by:
            yield str(parent)
            parent = by[parent].get("parent")


def _document(path: Path) -> Mapping[str, Any]:
    if not path.exists():
        raise Refused(f"there is no {path}; `pulumi preview --import-file {path}` makes it")
    document = _json(path)
    if not is_object(document):
        raise Refused(f"{path} is no import file")
    return document


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no JSON"
        raise Refused(f"{path} cannot be read: {why}") from error
