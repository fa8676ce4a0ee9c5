"""Each folder of the package is a room: what its `__init__` shows is its face.

A room that shows nothing is open to the package around it, since its modules are imported one by
one and late: a command must not pay for the others, nor a script for areas it does not use.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pulumi_scaling"
MODULES = sorted(PACKAGE.rglob("*.py"))


def named(path):
    return str(path.relative_to(ROOT))


def exported(face):
    """What a face shows."""
    for node in ast.parse(face.read_text()).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return ast.literal_eval(node.value)
    return []


def targets(path):
    """The files that a module imports from, as far as they are the package's own."""
    here = path.parent
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            bases = [ROOT.joinpath(*name.split(".")) for name in names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            bases = [here.joinpath(*(".." for _ in range(1, node.level)))]
            bases = [base.joinpath(*(node.module or "").split(".")).resolve() for base in bases]
        elif isinstance(node, ast.ImportFrom):
            bases = [ROOT.joinpath(*(node.module or "").split("."))]
        else:
            continue
        for base in bases:
            if base.is_dir():
                shown = set(exported(base / "__init__.py"))
                inside = (alias.name for alias in node.names if alias.name not in shown)
                yield from (base / f"{name}.py" for name in inside)
            if base.with_suffix(".py").is_relative_to(PACKAGE):
                yield base.with_suffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_nobody_imports_past_the_face_of_a_folder(path):
    past = [named(each) for each in targets(path) if each.exists() and not may_reach(path, each)]
    assert past == []


def may_reach(path, other):
    room = other.parent
    if room in path.parents:
        return True
    return not exported(room / "__init__.py") and room.parent in path.parents


def test_a_stack_trace_tells_all_modules_apart():
    names = [path.name for path in MODULES if not path.name.startswith("__")]
    assert sorted(names) == sorted(set(names))
