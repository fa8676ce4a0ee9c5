"""What every door calls: check · diff · create · read · update · delete for any kind.

Decides everything, knows neither Pulumi nor HTTP, and works on plain values: dicts in the
program's snake_case words, with `UNKNOWN` for what a preview cannot know.
"""

from .care import missing
from .run import (
    API_KEY,
    BASE_URL,
    SNAPSHOT_SECONDS,
    USERS,
    Account,
    Place,
    Settings,
    siblings_of,
)
from .verbs import (
    Change,
    changes,
    check,
    create,
    delete,
    diff,
    find,
    find_on_call,
    find_user,
    read,
    update,
)
from .words import People, inputs_in

__all__ = [
    "API_KEY",
    "BASE_URL",
    "SNAPSHOT_SECONDS",
    "USERS",
    "Account",
    "Change",
    "People",
    "Place",
    "Settings",
    "changes",
    "check",
    "create",
    "delete",
    "diff",
    "find",
    "find_on_call",
    "find_user",
    "inputs_in",
    "missing",
    "read",
    "siblings_of",
    "update",
]
