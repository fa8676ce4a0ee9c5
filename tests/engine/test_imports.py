"""`pulumi import` of our types, which is Pulumi's to mend, and what the pages name instead."""

import pytest

from pulumi_scaling.resources import CATALOG
from tests.engine.conftest import ROOT
from tests.engine.stack import Stack

PAGES = ROOT / "sdk-docs"
NAMED = "KeyError: '__provider'"


def test_an_import_by_id_ends_as_the_errors_page_shows_it(stack: Stack) -> None:
    type_ = "pulumi-python:dynamic/scaling:Schedule"
    # Should this succeed one day, the pages and `doctor` have to stop sending people elsewhere.
    run = stack.command("import", type_, "primary", "0b0e3a1c", "--yes", ok=False)
    shown = [line for line in run.out.splitlines() if NAMED in line or "PROVIDER_KEY]" in line]
    page = (PAGES / "guides" / "errors.md").read_text("utf-8")
    assert shown
    assert all(line.strip() in page for line in shown)
    assert stack.server.writes == []


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: str(kind.name))
def test_each_page_says_what_to_run_instead(kind) -> None:  # type: ignore[no-untyped-def]
    name = kind.label.replace(" ", "-") + ".md"
    page = (PAGES / "resources" / name).read_text("utf-8")
    section = page.partition("\n## Import\n")[2]
    assert NAMED in section
    assert "pulumi-scaling adopt --fill adopt.json --import" in section
