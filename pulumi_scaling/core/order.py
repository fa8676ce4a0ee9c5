"""Making the order of a chain true, around each create, update and delete of a layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pulumi_scaling.errors import Invalid, NotFound, Refused, Unreadable
from pulumi_scaling.model import Kind, Order, is_list, is_object, rows_in

from .account import Account
from .chains import NEWCOMER, Chain, Sibling, arranged

__all__ = ["adjust", "alone", "arrived", "look", "planned_position", "settle", "stated_rank"]

MOST_TRIES: Final = 5
"""A chain that changes under us more often than this is being edited by somebody else."""


def look(account: Account, kind: Kind, path: str) -> list[Sibling]:
    """Read the layers of a parent as they are now, for a write to be decided from."""
    parent = path.rpartition("/")[0]
    data = account.read(parent, fresh=True)
    chain = account.chains[path]
    chain.rows = rows_in(data, kind.found_in)
    chain.holder = _holder(kind, data)
    chain.siblings = siblings_of(chain.rows, kind.order.first if kind.order else 0)
    return chain.siblings


def _holder(kind: Kind, data: Any) -> str:
    return f"the {kind.parent_label} {data.get('name')!r} ({data.get('id')})"


def siblings_of(rows: Sequence[Any], first: int = 0) -> list[Sibling]:
    """Order layers by the server's number; one without a number goes by its place in the list."""
    found: list[Sibling] = []
    for place, row in enumerate(rows, first):
        if not is_object(row) or not isinstance(row.get("id"), str):
            raise Unreadable("the API answered with a layer that has no id")
        position = row.get("position")
        found.append(Sibling(row["id"], position if isinstance(position, int) else place))
    return sorted(found, key=lambda sibling: sibling.position)


def planned_position(chain: Chain, order: Order, rank: int | None) -> int:
    """The number to send with a new layer so that, where the server shifts, no PUT is needed."""
    siblings = chain.siblings or []
    last = siblings[-1].position + 1 if siblings else order.first
    if rank is None:
        return last
    plan = arranged([*chain.ids, NEWCOMER], {**chain.wanted, NEWCOMER: rank})
    index = plan.index(NEWCOMER)
    return siblings[index].position if index < len(siblings) else last


def arrived(chain: Chain, order: Order, row: Any, *, asked: int) -> bool:
    """Note where a new layer came to stand; False if that has to be read.

    Behind the last number it is certain. Where it was asked for, it is what a server does that
    shifts the others. Should somebody else have edited the chain since it was read, the next order
    we send is refused and made from a new read, and a refresh finds what is left.
    """
    position = row.get("position")
    siblings = chain.siblings
    if not isinstance(position, int) or siblings is None:
        return False
    new = Sibling(str(row["id"]), position)
    if not siblings or position > siblings[-1].position:
        siblings.append(new)
        return True
    if position == asked and chain.dense(order.first):
        index = position - order.first
        moved = [Sibling(each.id, each.position + 1) for each in siblings[index:]]
        chain.siblings = [*siblings[:index], new, *moved]
        return True
    return False


def stated_rank(kind: Kind, chain: Chain, own: str, wanted: object) -> int | None:
    """The rank for the state of a layer that was just written.

    None where the state has no place for it. The wanted one, if the program has one: where the
    layer stands now is undone by the siblings that are still on their way.
    """
    if "rank" not in kind.outputs:
        return None
    if isinstance(wanted, int):
        return wanted
    if kind.order is None or own not in chain.ids:
        return None
    return chain.ids.index(own) + kind.order.first


def alone(
    chain: Chain, kind: Kind, inputs: Mapping[str, Any], rank: int | None, own: str = NEWCOMER
) -> None:
    """Refuse a second layer at one rank: each run would move the other one away."""
    rival = None if rank is None else chain.rival(rank, own)
    if rival is not None:
        mine = f"{kind.label} {own}" if own else f"the new {kind.label}"
        raise Refused(
            f"the {kind.label} {rival} and {mine} both claim position {inputs['position']} of the "
            f"{kind.parent_label} {inputs[kind.parent or '']}; give each a position of its own"
        )


def settle(account: Account, kind: Kind, path: str, *, own: bool) -> None:
    """See that the order becomes true, by this thread or by the one that is about to write it.

    The caller has made its claim and holds no lock.
    """
    chain = account.chains[path]
    if not chain.wanted or (chain.siblings is not None and not chain.disturbed):
        return
    me = chain.turns.take(own=own)
    if me is None:
        return
    if chain.siblings is None:
        with chain.lock:
            if chain.siblings is None:
                look(account, kind, path)
    if chain.turns.gather(me, chain.complete):
        with chain.lock:
            adjust(account, kind, path)


def adjust(account: Account, kind: Kind, path: str) -> None:
    """Bring the chain to its wanted order with at most one PUT, unless it changes meanwhile.

    The caller holds the chain's lock.
    """
    chain = account.chains[path]
    order = kind.order
    if order is None or not chain.wanted:
        return
    for attempt in range(MOST_TRIES):
        if chain.siblings is None:
            look(account, kind, path)
        target = arranged(chain.ids, chain.wanted)
        if target == chain.ids:
            return
        chain.siblings = None
        try:
            rows = account.client.put(f"{path}/{order.endpoint}", {"layerIds": target})
        except NotFound:
            return  # The parent went away meanwhile; its layers with it.
        except Invalid:
            if attempt + 1 == MOST_TRIES:
                raise
            continue
        finally:
            account.wrote(path)
        # The answer is the order now. A server that answers something else is read again; and
        # whoever claimed a rank meanwhile either finds this order or is found in the next round.
        chain.siblings = siblings_of(rows, order.first) if is_list(rows) else None
        if chain.ids != target:
            chain.siblings = None
    look(account, kind, path)
