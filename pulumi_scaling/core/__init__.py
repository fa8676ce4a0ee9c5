"""What every door calls: check · diff · create · read · update · delete for any kind.

Decides everything, knows neither Pulumi nor HTTP, and works on plain values: dicts in the
program's snake_case words, with `UNKNOWN` for what a preview cannot know.
"""

from .care import (
    Setting,
    Start,
    counted_from,
    holders,
    layer_of,
    missing,
    wanted_start,
)
from .run import (
    API_KEY,
    BASE_URL,
    SNAPSHOT_SECONDS,
    USERS,
    Account,
    Place,
    Settings,
    arranged,
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
    layers_before,
    layers_held,
    layers_said,
    read,
    told_by_stack,
    update,
)
from .words import People, inputs_in, resolved_in, timed, zone_called

__all__ = [
    "API_KEY",
    "BASE_URL",
    "SNAPSHOT_SECONDS",
    "USERS",
    "Account",
    "Change",
    "People",
    "Place",
    "Setting",
    "Settings",
    "Start",
    "arranged",
    "changes",
    "check",
    "counted_from",
    "create",
    "delete",
    "diff",
    "find",
    "find_on_call",
    "find_user",
    "holders",
    "inputs_in",
    "layer_of",
    "layers_before",
    "layers_held",
    "layers_said",
    "missing",
    "read",
    "resolved_in",
    "siblings_of",
    "timed",
    "told_by_stack",
    "update",
    "wanted_start",
    "zone_called",
]
