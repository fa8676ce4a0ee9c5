"""What a value can be: a closed set of shapes, made once from an annotation, nested to any depth.

Whoever judges, compares, reads, writes, types, documents or spells a value asks its shape and never
what shape it is.

| shape | holds |
| --- | --- |
| `Text` `Whole` `Flag` `Choice` | one value |
| `List` | values of one shape, in order or in any |
| `Object` | the fields of a class |
| `Union` | one of several objects, chosen by `type` |
| `Table` | values of one shape, by names that a program chooses |
"""

from .field import Field
from .leaves import Choice, Flag, Text, Whole
from .lists import List
from .objects import Object
from .reading import fields_of, object_of
from .shape import Answered, Leaf, Mistaken, Place, Shape, Style, path_of
from .tables import Table
from .unions import Union

__all__ = [
    "Answered",
    "Choice",
    "Field",
    "Flag",
    "Leaf",
    "List",
    "Mistaken",
    "Object",
    "Place",
    "Shape",
    "Style",
    "Table",
    "Text",
    "Union",
    "Whole",
    "fields_of",
    "object_of",
    "path_of",
]
