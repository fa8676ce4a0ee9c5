"""One kind of object the API keeps, as data.

A `Kind` is asked by everything else and never acts: check, diff, requests, typed classes, docs and
test matrices all iterate it. A declaration that cannot be right does not import.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, Literal

from .declaring import Fields
from .holds import Hold
from .shapes import Field, Object, fields_of, object_of
from .verbs import Verbs

__all__ = ["WAITING", "Dialect", "Inline", "Kind", "Listed", "Order", "Turns"]

NOTED: Final = ("list", "get", "create", "update", "replace", "delete", "reorder")
"""What a script does with objects of a kind."""
WAITING: Final = "waiting"
"""The output of a kind that names people: who is left out until they accept their invitation."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """The kind is one of a row of siblings whose order matters."""

    first: Literal[0, 1]
    """The rank the API gives the sibling that comes first."""
    posted: bool
    """Whether a create takes the wanted rank along; otherwise new ones go last."""
    endpoint: str = "order"
    """Beside the siblings: takes `layerIds`, each once, in the wanted order."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """How the API lists the objects of a kind."""

    within: str | None = None
    """The key of the list where `data` is an object."""
    whole: bool = True
    """Whether a list shows all fields of its objects."""
    serves: bool = False
    """Whether reads are served from the list: one request for all, where nothing that lives inside
    the objects has to be read from each anyway."""


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """Another generation of the API, which has what lives in an object as a part of it."""

    within: str
    """The list in the object: `steps`."""
    read: Callable[[Mapping[str, Any]], dict[str, Any]]
    """From an entry of it to what the first generation answers."""
    write: Callable[[Mapping[str, Any], int], dict[str, Any]]
    """From what the first generation is sent, and its place, to an entry."""
    unsayable: Callable[[Mapping[str, Any]], str | None]
    """Why one of the program's cannot be said in it."""
    own: Callable[[Mapping[str, Any]], str | None]
    """Why one of the program's can be said in it alone."""
    apart: str
    """Why its entries cannot be said one by one, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Inline:
    """What lives in an object may be said with it: all of it, in order, or not at all."""

    field: str
    """The input that says it: `layers`."""
    kind: Kind
    """What each entry is, without its parent and its place."""
    ids: str = "layer_ids"
    """The output with their ids, in the same order."""
    whole: Dialect | None = None
    """The generation of the API that has them in the object, if there is one."""

    @property
    def within(self) -> str:
        """The list in an answer about the object."""
        return self.kind.found_in or ""


@dataclass(frozen=True, kw_only=True)
class Turns:
    """People take turns, counted from a start; the names of the fields that say so."""

    start: str = "effective_from"
    end: str = "effective_until"
    clock: str = "handoff_time"
    length: str = "rotation_length_days"
    people: str = "participants"
    rollout: str = "rollout"
    zone: str = "timezone"
    """Of the parent, in whose clocks handoffs are read."""
    anchored: str = "anchored_from"
    """The output that says what the server counts from."""
    kept: str = "kept_turn"
    """The output that says why, where a running turn was kept."""
    all_anchored: str = "anchored_from"
    """The output of a parent that says what the server counts from in each that lives in it."""
    all_kept: str = "kept_turns"
    """The output of a parent that says why, by the ids of those that live in it."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Everything the package knows about one kind."""

    name: str
    """As in a program: `Schedule`."""
    path: str
    """Of the collection. Each `{parent_id}` in it is a field, makes ids composite and replaces."""
    inputs: type[Fields]
    """What a program says."""
    state: type[Fields]
    """Inputs plus what only the server knows."""
    example: Mapping[str, Any]
    """Valid inputs, as a program would write them; held against the fields by codegen."""
    shown: type[Fields] | None = None
    """State with what the API shows beside, which is no business of a program's."""
    listed: Listed = Listed()
    """Its list, where its objects stand for themselves."""
    found_in: str | None = None
    """The list inside the parent's own answer where alone it can be read."""
    order: Order | None = None
    updates: tuple[Literal["PATCH", "PUT"], ...] = ("PATCH",)
    """The verbs that the API takes a change by, the first unless a server does not know it."""
    inline: Inline | None = None
    """What lives in it and may be said with it."""
    turns: Turns | None = None
    """Who takes turns, and since when."""
    natural_key: str | None = "name"
    """The input that is unique within the organization, or within the parent."""
    held: tuple[Hold, ...] = ()
    """What stands in the way of deleting one."""
    looked_up: tuple[str, ...] = ("name", "id")
    """By which of its inputs, or its id, a program may look for one: exactly one of them."""
    replaces: tuple[str, ...] = ()
    """Inputs beside the parent that cannot be changed in place."""
    bookkeeping: tuple[str, ...] = ()
    """Outputs that are of a stack and not of the object, so that a lookup has none of them."""
    remembers: bool = False
    """Whether a state knows what neither the API nor a program does, and what goes on with it."""
    verbs: Verbs | None = None
    """Its own ways to create, read, update and delete, where the usual ones do not fit."""
    made_elsewhere: bool = False
    """Whether nobody makes or removes one by the API: a program only finds it."""
    area: str | None = ""
    """Where the typed client has them, `schedules`; None where that is written by hand."""
    beyond: tuple[str, ...] = ()
    """What people look for here and there is not: headings of the page about that."""
    notes: Mapping[str, str] = field(default_factory=dict[str, str])
    """What is to be known of a verb of this kind alone, as `{"delete": "…"}`: a whole sentence."""
    label: str = ""
    """What people call it in a sentence: `rotation layer`."""
    word: str = ""
    """What a program calls one where its own name will not do: `rotation`."""

    def __post_init__(self) -> None:
        """Refuse a declaration that cannot work, by name, while it is being imported."""
        if not self.label:
            object.__setattr__(self, "label", _spaced(self.name))
        if not self.word:
            object.__setattr__(self, "word", self.label.rpartition(" ")[2])
        if self.area == "":
            object.__setattr__(self, "area", _plural(self.snake))
        for mistake in self._mistakes():
            raise TypeError(f"{self.name}: {mistake}")

    def __repr__(self) -> str:
        # Generated, it would be a page long.
        return f"<Kind {self.name}>"

    def _mistakes(self) -> Iterator[str]:  # noqa: C901, PLR0912 - a list of rules, each one line
        if not issubclass(self.state, self.inputs):
            yield "state must extend inputs"
        if self.shown and not issubclass(self.shown, self.state):
            yield "shown must extend state"
        if len(self.parents) > 1:
            yield "at most one parent in a path"
        for name in self.parents:
            if name not in self.fields or self.fields[name].shape.ref is None:
                yield f"{{{name}}} in path needs a field with a Ref"
        for name in fields_of(self.state):
            if name in Fields.reserved:
                yield f"'{name}' is a name that Pulumi keeps for itself"
        for name in self.replaces:
            if name not in self.fields:
                yield f"'{name}' in replaces is no input"
        if self.inline and self.inline.field not in self.fields:
            yield f"'{self.inline.field}' is said inline and no input"
        if self.inline and self.inline.ids not in fields_of(self.state):
            yield f"'{self.inline.ids}' is no output"
        if self.order and "position" not in self.fields:
            yield "an ordered kind needs the field 'position'"
        for name in self.notes:
            if name not in NOTED:
                yield f"'{name}' in notes is none of {', '.join(NOTED)}"
        if self.natural_key and self.natural_key not in self.fields:
            yield f"the natural key '{self.natural_key}' is no input"

    @cached_property
    def shape(self) -> Object:
        """The inputs as one value."""
        return replace(object_of(self.inputs), fields=self.fields)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The inputs: where they extend what may be said inline, with their own place first."""
        found = fields_of(self.inputs)
        own = self.inputs.__annotations__ if self.inputs.__base__ is not Fields else ()
        return {name: found[name] for name in own if found[name].required} | found

    @cached_property
    def elsewhere(self) -> frozenset[str]:
        """Inputs in no body of a request: the path, the order, what lives in it, what is ours."""
        placed = ("position",) if self.order else ()
        inside = (self.inline.field,) if self.inline else ()
        local = (name for name, spec in self.fields.items() if not spec.wire)
        return frozenset({*self.parents, *placed, *inside, *local})

    @cached_property
    def answered(self) -> dict[str, Field]:
        """What an answer of the API holds, with what no program has to do with."""
        said = fields_of(self.shown or self.state)
        return {name: spec for name, spec in said.items() if spec.wire}

    @cached_property
    def outputs(self) -> dict[str, Field]:
        """What only the server says."""
        return {
            name: spec for name, spec in fields_of(self.state).items() if name not in self.fields
        }

    @property
    def waits(self) -> bool:
        """Whether it may go without people who were invited and have not accepted yet."""
        return WAITING in self.outputs

    @property
    def zone_field(self) -> str | None:
        """The field that says in which zone the handoffs of what lives in it are read."""
        turns = self.inline.kind.turns if self.inline else None
        return turns.zone if turns else None

    @property
    def a_label(self) -> str:
        """The same behind its article: `an escalation policy`."""
        return f"an {self.label}" if self.label[0] in "aeiou" else f"a {self.label}"

    @property
    def snake(self) -> str:
        """As a function says it: `escalation_policy`."""
        return self.label.replace(" ", "_")

    @cached_property
    def parents(self) -> tuple[str, ...]:
        """The fields that name the parent, outermost first."""
        return tuple(re.findall(r"{(\w+)}", self.path))

    @property
    def parent(self) -> str | None:
        """The field that names the parent."""
        return self.parents[0] if self.parents else None

    @property
    def parent_label(self) -> str:
        """What people call what it lives in."""
        return _spaced(self.parent_kind or "")

    @property
    def parent_kind(self) -> str | None:
        """The kind it lives in."""
        ref = self.fields[self.parent].shape.ref if self.parent else None
        return ref.kind if ref else None


def _plural(word: str) -> str:
    """`policies` for policy, `keys` for key, `branches` for branch."""
    if word.endswith("s"):
        return word
    return re.sub(r"(ch|sh|x|z)$", r"\1e", re.sub(r"(?<![aeiou])y$", "ie", word)) + "s"


def _spaced(name: str) -> str:
    """`rotation layer` for RotationLayer."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()
