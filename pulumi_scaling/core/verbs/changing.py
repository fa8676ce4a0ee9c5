"""Writing what changed of one object, by whatever verb the server takes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling.core.run import Place, no_such_verb
from pulumi_scaling.core.words import resent
from pulumi_scaling.errors import Invalid, NotFound
from pulumi_scaling.model import rows_in

__all__ = ["change", "now_there"]

Row = Mapping[str, Any]


def change(place: Place, content: Row) -> Row:
    """PATCH, or PUT where there is no PATCH: of what is there now, with what changed laid over it.

    Only what differs between state and inputs is ours to write. What the program ignores may have
    been changed by hand since.
    """
    account, kind, item = place.account, place.kind, place.item
    refused = None
    if "PATCH" in kind.updates and not account.habits.takes_no_patch(kind.name):
        try:
            changed: Row = account.wrote(item, account.client.patch(item, dict(content)))
        except (NotFound, Invalid) as error:
            if "PUT" not in kind.updates or not no_such_verb(error.status):
                raise
            refused = error
        else:
            return changed
    whole = {**resent(kind, now_there(place)), **content}
    row: Row = account.wrote(item, account.client.put(item, whole))
    if refused:
        account.habits.learn_no_patch(kind.name, str(refused))
    return row


def now_there(place: Place) -> Row:
    """The object as it is, for a write to be decided from."""
    account, kind = place.account, place.kind
    if not kind.found_in:
        row: Row = account.read(place.item, fresh=True)
        return row
    rows = rows_in(account.read(place.above, fresh=True), kind.found_in)
    found = next((row for row in rows if str(row.get("id")) == place.own), None)
    if found is None:
        raise NotFound(f"its parent holds no {kind.label} with this id", status=404)
    return found
