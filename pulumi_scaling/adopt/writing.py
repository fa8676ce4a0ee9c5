"""The statements of a program that says what was found, as a person would have written them.

Nothing here decides what a resource is like: fields come from the declarations, in their order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pulumi_scaling.model import Leaf
from pulumi_scaling.resources import by_name

from .everybody import named_in
from .found import Found, Key, links
from .naming import Wish, identifier, unique, without
from .source import Call, Code, laid_out

MENTIONED: Final = 3
"""People in the name of what has none of its own."""

__all__ = ["Names", "lookup", "named", "statement"]


@dataclass(frozen=True)
class Names:
    """What everything is called in the program."""

    variables: Mapping[Key, str]
    """Of what stands by itself, and may be referred to."""
    resources: Mapping[Key, str]
    """Of everything, for Pulumi: these stay in the stack for good."""


def named(found: Sequence[Found], elsewhere: Mapping[Key, str]) -> Names:
    """Find a name for everything; the same for the same account, whatever order it was read in."""
    ranks = {name: rank for rank, name in enumerate(by_name)}
    tops = sorted(
        (one for one in found if not one.kind.parent),
        key=lambda one: (ranks[one.kind.name], one.sort_key),
    )
    wishes = [Wish(one.key, _called(one), one.kind.word) for one in tops]
    wishes += [
        Wish(key, name, by_name[key[0]].word)
        for name, key in sorted((name, key) for key, name in elsewhere.items())
    ]
    variables = unique(wishes)
    inside = [
        Wish(one.key, _inside(one, variables[one.top], variables), one.kind.word)
        for one in found
        if one.kind.parent
    ]
    layers = unique(inside, taken=variables.values())
    both = {**variables, **layers}
    return Names(variables, {key: name.replace("_", "-") for key, name in both.items()})


def _called(one: Found) -> str:
    return one.name.partition("@")[0] if one.kind.natural_key == "email" else one.name


def _inside(one: Found, holder: str, variables: Mapping[Key, str]) -> str:
    """Its own name, or who is in it: a number would be wrong once another one goes before it."""
    own = without(holder, identifier(one.name))
    if own:
        return f"{holder} {own}"
    others = [variables[key] for _, key in links(one.kind, one.inputs) if key in variables]
    there = [without(holder, each) for each in others if each != holder]
    people = [each.partition("@")[0] for each in sorted(named_in(one), key=str.casefold)]
    inside = [each for each in there if each] + people[:MENTIONED]
    return f"{holder} {' '.join(inside) or one.kind.word}"


def lookup(key: Key, name: str, names: Names) -> str:
    """Something that is referred to here and managed elsewhere."""
    kind = by_name[key[0]]
    call = f"{names.variables[key]} = scaling.get_{kind.snake}({kind.natural_key}="
    return laid_out(name, before=call, after=")")


def statement(
    one: Found,
    names: Names,
    people: Mapping[str, str],
    *,
    protected: bool,
    later: Collection[Key] = (),
) -> str:
    """One resource; what is only said `later` is named by its id."""

    def written(leaf: Leaf) -> Any:
        if leaf.shape.ref:
            key = (leaf.shape.ref.kind, str(leaf.value))
            if key in names.variables and key not in later:
                # The parent is given as the resource; everything else takes an id.
                own = leaf.place == (one.kind.parent,)
                return Code(names.variables[key] + ("" if own else ".id"))
        if leaf.shape.person and (variable := people.get(str(leaf.value).casefold())):
            return Code(f"{variable}.email")
        return leaf.value

    keywords: dict[str, Any] = one.kind.shape.spelled(one.inputs, written)
    if protected:
        keywords["opts"] = Code("protected")
    call = Call(f"scaling.{one.kind.name}", names.resources[one.key], keywords)
    assigned = "" if one.kind.parent else f"{names.variables[one.key]} = "
    return laid_out(call, before=assigned)
