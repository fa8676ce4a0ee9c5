"""The text under each field of a class, read from its source when a page is written.

Not while the class is imported: that is done by every process of every run, where looking for
sources takes longer than all the rest of a declaration.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from textwrap import dedent

__all__ = ["text_under"]


def text_under(cls: type, field: str) -> str:
    """What a field is, in the words of the class that declares it or of one that it extends."""
    for owner in cls.__mro__:
        if field in inspect.get_annotations(owner):
            if found := _texts(owner).get(field):
                return found
            break
    raise TypeError(f"{cls.__name__}: say what '{field}' is in a docstring under it")


@cache
def _texts(cls: type) -> dict[str, str]:
    (declared,) = ast.parse(dedent(inspect.getsource(cls))).body
    found: dict[str, str] = {}
    for said, under in pairwise(declared.body if isinstance(declared, ast.ClassDef) else ()):
        match said, under:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = inspect.cleandoc(text).strip()
            case _:
                continue
    return found
