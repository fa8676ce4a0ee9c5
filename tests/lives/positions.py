"""Lives on accounts of every kind that the contract leaves open, one guess turned at a time.

What a position matters to is seen by living each reference with it and without: where the same
verb of the same kind asks for something else, or answers something else, it matters.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from pulumi_scaling.simulator import FLIPPED, SWITCHES
from tests.lives.exploring import Case, Explorer, Failure
from tests.lives.process import PROVIDER_KEY, Failed, Process, unpickled
from tests.lives.references import REFERENCES, Reference
from tests.lives.wire import Asked

__all__ = ["APART", "UNFELT", "felt_by", "lived_under", "positions", "possible", "table"]

Position = Mapping[str, object]
Calls = dict[tuple[str, str], Counter[str]]

APART: Final = {
    ("turns were renamed by hand", "update_verbs", "put_only"): "the hand in it sends a PATCH",
    ("a member goes who takes turns of others", "update_verbs", "put_only"): "likewise",
    ("what is ignored stays as somebody left it", "update_verbs", "put_only"): "likewise",
    ("somebody puts a link into our chain", "layer_insertion", "refuse"): "the hand in it goes "
    "between two others",
    **{
        (name, "incident_fields", "common"): "an incident does not say there which chain it climbs"
        for name in ("a link goes while it burns", "a chain is shortened while it burns")
    },
}
"""Lives that a position leaves no way to live, and why."""
UNFELT: Final = {
    "create_status": "any success is one",
    "delete_status": "any success is one",
    "schema_failure": "nothing malformed is sent: checks come before",
    "unauthorized_code": "told by the status; tests of keys see the sentence",
    "server_error_code": "told by the status; faults see the sentence",
    "forbidden_type": "nothing is redacted",
    "request_id": "only in sentences of refusals",
    "ids": "an id is sent back as it came",
    "extra_fields": "what nobody documented is passed over",
    "ownerless": "no incident is opened",
    "attached_policy": "no incident is opened",
    "escalation_field": "of incidents only their policy is read",
    "people": "no resource asks who is on call",
    "rotation_lengths": "what only the one of them takes is refused in a check",
    "empty_patch": "nothing is sent where nothing changed",
    "last_cursor": "the three ways to say it end a list alike",
    "member_names": "people are told by their e-mail",
    "name_case": "a name that is taken is told by the refusal; tests of errors see both",
    "schedule_deletion": "a schedule that is targeted is refused before anything is asked",
    "repeated_participants": "nobody says a person twice here; the API's own sentence is told",
    "patch_position": "an order is written as a whole, and no PATCH carries a position",
    "handoff_time": "it is kept as hours and minutes",
    "next_cursor": "it is looked for in both places",
    "past_the_end": "only places are asked for that there are",
    "users_order": "the people of a target are a set",
    "listed_windows": "working hours are read one by one",
    "invite_conflict": "told by both codes alike; tests of members see it",
}
"""Switches that no verb of the lives here feels, and why that is no gap."""
IDS: Final = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|\b(?:[a-z]+_)?(?:[a-z]+)_[0-9A-Za-z]{10,}"
)
VERBS: Final = ("check", "diff", "create", "read", "update", "delete")


def positions() -> Iterator[Position]:
    """Each other position of each switch by itself, and all of them flipped."""
    for switch in SWITCHES:
        for other in switch.others:
            yield {switch.name: other}
    yield dict(FLIPPED)


def lived_under(position: Position, reference: Reference) -> Failure | None:
    """What does not hold of a reference on such an account, where nothing else goes wrong.

    One that can never succeed as it is goes on with its second thought.
    """
    return Explorer(_under(position, reference)).tried(
        Case(reference.name, (), edited=reference.never)
    )


def possible(position: Position, reference: Reference) -> bool:
    """Whether the reference can be lived there at all."""
    return not any((reference.name, *each) in APART for each in position.items())


def _under(position: Position, reference: Reference) -> Reference:
    return replace(reference, switches={**position, **reference.switches})


# ---------------------------------------------------------------- what they matter to
def felt_by(position: Position) -> set[tuple[str, str]]:
    """The verbs of the kinds that ask or answer something else because of it."""
    felt = set[tuple[str, str]]()
    for reference in REFERENCES:
        if possible(position, reference):
            plain, other = _calls({}, reference), _calls(position, reference)
            felt |= {each for each in {*plain, *other} if plain.get(each) != other.get(each)}
    return felt


_known: Final[dict[tuple[str, str], Calls]] = {}


def _calls(position: Position, reference: Reference) -> Calls:
    key = str(sorted(position.items())), reference.name
    if key not in _known:
        with _listening() as heard:
            lived_under(position, reference)
        _known[key] = heard
    return _known[key]


@contextmanager
def _listening() -> Iterator[Calls]:
    """All calls of providers meanwhile: what each asked for, and what it answered."""
    heard: Calls = {}
    serve: Callable[..., Any] = Process.call

    def call(self: Process, verb: str, props: Mapping[str, Any], *words: Any) -> Any:
        asked, me = self.journal.asked, self.scheduler.me.name
        before, answer = len(asked), None
        try:
            answer = serve(self, verb, props, *words)
        except Failed as failed:
            answer = str(failed)
            raise
        finally:
            mine = [_shown(each) for each in asked[before:] if each.who == me]
            said = IDS.sub("#", json.dumps([mine, answer], default=_plain, sort_keys=True))
            where = verb, unpickled(props[PROVIDER_KEY])
            heard.setdefault(where, Counter())[said] += 1
        return answer

    Process.call = call  # type: ignore[method-assign]
    try:
        yield heard
    finally:
        Process.call = serve  # type: ignore[method-assign]


def _shown(asked: Asked) -> str:
    return f"{asked.method} {asked.path} {json.dumps(asked.body, sort_keys=True)}"


def _plain(answer: Any) -> Any:
    return vars(answer) if hasattr(answer, "__dict__") else str(answer)


# ---------------------------------------------------------------- as people read it
def table() -> str:
    """Which position of which guess matters to which verb of which kind."""
    lines = [
        f"Seen over {len(REFERENCES)} lives, each with {len(list(positions()))} other accounts.",
        "",
        f"| guess | position | {' | '.join(VERBS)} |",
        f"| --- | --- | {' | '.join(['---'] * len(VERBS))} |",
    ]
    for switch in SWITCHES:
        for other in switch.others:
            felt = felt_by({switch.name: other})
            cells = [
                ", ".join(sorted(f"`{kind}`" for verb, kind in felt if verb == each)) or "–"
                for each in VERBS
            ]
            if felt:
                lines.append(
                    f"| {switch.assumption} `{switch.name}` | `{other}` | {' | '.join(cells)} |"
                )
    lines += ["", "No verb feels these:", ""]
    lines += [
        f"- {switch.assumption} `{switch.name}`: {UNFELT[switch.name]}."
        for switch in SWITCHES
        if switch.name in UNFELT
    ]
    return "\n".join(lines) + "\n"
