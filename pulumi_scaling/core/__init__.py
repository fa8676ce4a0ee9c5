"""What every door calls: check · diff · create · read · update · delete for any kind.

Decides everything, knows neither Pulumi nor HTTP, and works on plain values: dicts in the
program's snake_case words, with `UNKNOWN` for what a preview cannot know.
"""

from .account import Account
from .check import check
from .create import create
from .delete import delete
from .diff import Change, changes, diff
from .read import missing, read
from .settings import API_KEY, BASE_URL, Settings
from .states import inputs_in
from .update import update

__all__ = [
    "API_KEY",
    "BASE_URL",
    "Account",
    "Change",
    "Settings",
    "changes",
    "check",
    "create",
    "delete",
    "diff",
    "inputs_in",
    "missing",
    "read",
    "update",
]
