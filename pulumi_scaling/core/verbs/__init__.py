"""What a door calls, one screen each. They decide; what they note and ask is in a run."""

from .check import check
from .comparing import Change, changes
from .create import create
from .delete import delete
from .diff import diff
from .find import find, find_on_call, find_user
from .leaving import told_by_stack
from .read import read
from .starting import layers_before, layers_held, layers_said
from .update import update

__all__ = [
    "Change",
    "changes",
    "check",
    "create",
    "delete",
    "diff",
    "find",
    "find_on_call",
    "find_user",
    "layers_before",
    "layers_held",
    "layers_said",
    "read",
    "told_by_stack",
    "update",
]
