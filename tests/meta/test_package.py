"""The rules the code keeps for itself: who exports what, how long, and what nobody writes down."""

import ast
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest

import pulumi_scaling
from pulumi_scaling.client import Client
from pulumi_scaling.resources import CATALOG
from pulumi_scaling.simulator import Simulator

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pulumi_scaling"
MODULES = sorted(PACKAGE.rglob("*.py"))
GENERATED = {
    *(PACKAGE / "dynamic" / name for name in ("resources.py", "results.py")),
    *(PACKAGE / "client" / "areas" / name for name in ("declared.py", "attributes.py")),
    PACKAGE / "client" / "__init__.py",
    PACKAGE / "__init__.py",
}
WRITTEN = [path for path in MODULES if path not in GENERATED]


def named(path):
    return str(path.relative_to(ROOT))


def run(*command, env=None):
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_exports_are_sorted_and_all_there():
    exported = pulumi_scaling.__all__
    assert exported == sorted(exported)
    assert len(exported) == len(set(exported))
    assert all(hasattr(pulumi_scaling, name) for name in exported)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_says_what_it_exports_and_has_it(path):
    tree = ast.parse(path.read_text())
    listed = next(
        (
            [ast.literal_eval(each) for each in node.value.elts]
            for node in tree.body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        ),
        [],
    )
    assert listed == sorted(listed, key=_isort)
    made = {
        name
        for node in ast.walk(tree)
        for name in (
            [getattr(node, "name", "")]
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            else [each.asname or each.name for each in node.names]
            if isinstance(node, ast.Import | ast.ImportFrom)
            else [node.id]
            if isinstance(node, ast.Name)
            else []
        )
    }
    assert set(listed) <= made


def _isort(name):
    """Constants, classes, then the rest, as the formatter sorts them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def test_who_may_import_whom():
    found = run(Path(sys.executable).with_name("lint-imports"))
    assert found.returncode == 0, found.stdout


def test_generated_files_are_fresh():
    found = run(sys.executable, "-m", "pulumi_scaling.codegen", "--check")
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("path", WRITTEN, ids=named)
def test_a_module_is_short_and_has_a_noun_of_its_own(path):
    assert len(path.read_text().splitlines()) <= 300
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "base", "common"}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_everything_public_has_a_docstring(path):
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree), "the module"
    signed = "# ruff: noqa: D103 - " in path.read_text()
    for name, node in _public(tree.body, ""):
        if signed and isinstance(node, ast.FunctionDef):
            continue
        assert ast.get_docstring(node), name


def _public(body, prefix):
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            if any(ast.unparse(each) in {"overload", "override"} for each in node.decorator_list):
                continue
            yield prefix + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body, f"{prefix}{node.name}.")


def test_the_version_is_said_once():
    said = re.compile(re.escape(f'"{version("pulumi-scaling")}"'))
    places = [*MODULES, *(ROOT / "tools").glob("*.py"), ROOT / "pyproject.toml"]
    found = [path.name for path in places for _ in said.findall(path.read_text())]
    assert found == ["version.py"]


def test_nobody_imports_the_package_at_the_cost_of_the_http_library():
    code = "import sys, pulumi_scaling; print(sorted({'httpx', 'pydantic'} & set(sys.modules)))"
    assert run(sys.executable, "-c", code).stdout.strip() == "[]"


LET_GO = """
import sys
from pulumi_scaling.core import Account, Settings, delete, diff, read
from pulumi_scaling.resources import by_name
kind = by_name["Schedule"]
with_key = Settings(api_key=sys.argv[1], base_url=sys.argv[2], key_from="a test")
account = Account(with_key, warn=print)
state = read(account, kind, sys.argv[3], {})
assert not diff(account, kind, sys.argv[3], state, state)
delete(account, kind, sys.argv[3], state)
print("pydantic" in sys.modules)
"""


def test_a_refresh_and_a_destroy_judge_nothing_and_import_no_judge():
    with Simulator().serve() as server:
        with Client(api_key=server.key, base_url=server.url) as client:
            made = client.post("/oncall/schedules", {"name": "Primary", "timezone": "UTC"})
        done = run(sys.executable, "-c", LET_GO, server.key, server.url, made["id"])
        assert (done.stdout.strip(), server.rows("schedules")) == ("False", [])


ON_ITS_OWN = """
import sys, types
# Its own first lines import Pulumi, which is compiled for one Python.
package = sys.modules["pulumi_scaling"] = types.ModuleType("pulumi_scaling")
package.__path__ = [sys.argv[1]]
import pulumi_scaling.core, pulumi_scaling.resources, pulumi_scaling.rota
print(len(pulumi_scaling.resources.CATALOG))
"""


def test_what_decides_is_read_by_the_oldest_python_promised():
    promised = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())
    oldest = promised[1]
    libraries = str(Path(httpx.__file__).parents[1])
    around = {**os.environ, "PYENV_VERSION": oldest, "PYTHONPATH": libraries}
    python = shutil.which(f"python{oldest}")
    if python is None or run(python, "-V", env=around).returncode:
        pytest.skip(f"no Python {oldest} here")
    done = run(python, "-c", ON_ITS_OWN, str(PACKAGE), env=around)
    assert done.stdout.strip() == str(len(CATALOG)), done.stderr


# ---------------------------------------------------------------- what is written down nowhere

TEXTS = {".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".cfg", ".json", ".mod", ""}
NEVER = {
    "a key": r"\bsk_live_\w|\bscl_(?:live|test)_[0-9a-zA-Z]{16}|\bpul-[0-9a-f]{20}",
    "a registry host": r"https?://[^\s/\"'`)]*(?:pypi\.|artifactory|nexus|proxy\.golang|jfrog)",
    "a path of one machine": r"(?<![\w.])/(?:home/(?!you\b)\w+|Users/\w+|work/\w+|root/\w+)",
    "how it came about": r"\b[Ii]ssue #\d|\b(?:another|earlier|previous|next) session\b",
}


def committed():
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard").stdout.split("\n")
    files = [ROOT / name for name in listed if name]
    return [path for path in files if path.is_file() and path.suffix in TEXTS]


@pytest.mark.parametrize("what", NEVER)
def test_no_committed_text_holds(what):
    rule = re.compile(NEVER[what])
    found = [
        f"{named(path)}: {hit.group()}"
        for path in committed()
        if path != Path(__file__)
        for hit in rule.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []
