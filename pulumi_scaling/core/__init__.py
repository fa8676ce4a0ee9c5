"""What every door calls: check · diff · create · read · update · delete for any kind.

Decides everything, knows neither Pulumi nor HTTP, and works on plain values: dicts in the
program's snake_case words, with `UNKNOWN` for what a preview cannot know.
"""

from .account import Account
from .check import check
from .create import create
from .delete import delete
from .diff import Change, changes, diff
from .finding import missing
from .lookups import find, find_on_call, find_user
from .read import read
from .settings import API_KEY, BASE_URL, Settings
from .snapshots import SECONDS as SNAPSHOT_SECONDS
from .states import inputs_in
from .update import update

__all__ = [
    "API_KEY",
    "BASE_URL",
    "SNAPSHOT_SECONDS",
    "Account",
    "Change",
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
    "update",
]
