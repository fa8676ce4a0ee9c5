"""`python -m pulumi_scaling.codegen [--check]`."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pulumi_scaling.resources import CATALOG

from .assumption_table import PAGE, with_assumptions
from .classes import resources_module
from .client_areas import areas_module
from .client_package import attributes_module, client_module
from .examples import fitting
from .field_tables import filled, page_name, written_up
from .getters import result_names, results_module
from .known_api import assumptions_of, contract_at, known_api
from .package import package_module

PACKAGE = Path(__file__).resolve().parents[1]


def generated() -> Iterator[tuple[Path, str]]:
    """Each generated file and what belongs into it."""
    fitting(CATALOG)
    lookups = PACKAGE / "dynamic" / "lookups.py"
    yield PACKAGE / "dynamic" / "resources.py", resources_module(CATALOG)
    yield PACKAGE / "dynamic" / "results.py", results_module(CATALOG)
    found = {".dynamic.lookups": _exports(lookups), ".dynamic.results": result_names(CATALOG)}
    yield PACKAGE / "__init__.py", package_module(CATALOG, found)
    client = PACKAGE / "client"
    yield client / "areas" / "declared.py", areas_module(CATALOG)
    yield client / "areas" / "attributes.py", attributes_module(CATALOG)
    yield client / "__init__.py", client_module(CATALOG)
    contract = contract_at(PACKAGE)
    yield PACKAGE / "probe" / "known_api.json", known_api(contract)
    guesses = PACKAGE.parent / "sdk-docs" / PAGE
    if guesses.exists():
        yield guesses, with_assumptions(guesses.read_text("utf-8"), assumptions_of(contract))
    pages = PACKAGE.parent / "sdk-docs" / "resources"
    for kind in CATALOG:
        page = pages / page_name(kind)
        if pages.parent.exists():  # An installed package brings no pages along.
            yield page, filled(kind, written_up(kind, page, pages.parent.parent))


def _exports(module: Path) -> list[str]:
    """The functions of a hand-written module that a program calls, without importing Pulumi."""
    if not module.exists():
        return []
    text = module.read_text("utf-8")
    return re.findall(r"^(?:def|class) ([Gg]et_?\w+)", text, re.MULTILINE)


def main() -> int:
    """Write what is stale, or with --check only name it."""
    parser = argparse.ArgumentParser(prog="python -m pulumi_scaling.codegen")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    only_check = parser.parse_args().check
    stale = [
        (path, text)
        for path, text in generated()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    for path, text in stale:
        if not only_check:
            path.write_text(text, "utf-8")
        sys.stderr.write(f"{'stale' if only_check else 'wrote'}: {path.name}\n")
    if stale and only_check:
        sys.stderr.write("run `make generate` and commit what it writes\n")
    return 1 if stale and only_check else 0


if __name__ == "__main__":
    sys.exit(main())
