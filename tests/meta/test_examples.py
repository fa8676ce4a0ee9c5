"""An example says what it needs: each variable and setting that its program or commands read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.pages import QUICKSTART, ROOT, STEPS, section

EXAMPLES: Final = sorted(file.parent for file in (ROOT / "examples").glob("*/README.md"))
READ: Final = re.compile(
    r"environ\[\"(\w+)\"\]|environ\.get\(\"(\w+)\"|getenv\(\"(\w+)\"|secrets\.(\w+)"
    r"|onfig\.(?:require|get)\w*\(\"(\w+)\""
)
OF_A_STACK: Final = {"PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE"}
OF_AN_ACCOUNT: Final = {"SCALING_CLOUD_API_KEY", "SCALING_CLOUD_BASE_URL"}


def needed(example: Path) -> set[str]:
    """What is read by what is in the folder, and by the commands that its README names."""
    found: set[str] = set()
    for file in [*example.glob("*.py"), *example.glob("*.yml")]:
        text = file.read_text("utf-8")
        found |= {name for names in READ.findall(text) for name in names if name}
        if "Client()" in text:
            found |= OF_AN_ACCOUNT
    told = (example / "README.md").read_text("utf-8")
    if re.search(r"pulumi (?:up|preview|stack|config)|scaling adopt", told):
        found |= OF_A_STACK
        # A workflow deploys to the account itself.
        found |= OF_AN_ACCOUNT if not list(example.glob("*.yml")) else set()
    return found - given(example)


def given(example: Path) -> set[str]:
    """What the folder sets itself: for the processes it starts, and in the files of its stacks."""
    programs = "".join(file.read_text("utf-8") for file in example.glob("*.py"))
    stacks = "".join(file.read_text("utf-8") for file in example.glob("Pulumi.*.yaml"))
    return {*re.findall(r"\"(\w+)\": ", programs), *re.findall(r":(\w+):", stacks)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_readme_names_every_variable_that_is_read(example: Path) -> None:
    told = (example / "README.md").read_text("utf-8")
    if f"quickstart.md#{STEPS[0]}" in told:
        told += section(QUICKSTART.read_text("utf-8"), STEPS[0])
    assert {name for name in needed(example) if name not in told} == set()
