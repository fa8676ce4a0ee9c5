"""What an editor shows while a program is written: asked of pyright's own language server."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from pulumi_scaling.resources import CATALOG

# One worker makes what they share, once.
pytestmark = pytest.mark.xdist_group("hover")

ROOT = Path(__file__).resolve().parents[2]
MODULE = ROOT / "pulumi_scaling" / "dynamic" / "resources.py"
TREE = ast.parse(MODULE.read_text("utf-8"))
CLASSES = {node.name: node for node in TREE.body if isinstance(node, ast.ClassDef)}


class Editor:
    """The few words of the protocol that a hover takes."""

    def __init__(self):
        command = "from pyright.langserver import run; import sys; run(*sys.argv[1:], check=True)"
        self.server = subprocess.Popen(
            [sys.executable, "-c", command, "--stdio"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.number = 0
        folders = [{"uri": ROOT.as_uri(), "name": "pulumi-scaling"}]
        can = {"workspace": {"workspaceFolders": True}}
        self.ask("initialize", processId=None, workspaceFolders=folders, capabilities=can)
        self.tell("initialized")

    def tell(self, method, **params):
        self._send({"method": method, "params": params})

    def ask(self, method, **params):
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            said = self._receive()
            if said.get("id") == self.number and "method" not in said:
                return said.get("result")
            if "id" in said and "method" in said:
                # The server wants its settings; the usual ones will do.
                items = said["params"].get("items", []) if said.get("params") else []
                self._send({"id": said["id"], "result": [None] * len(items) or None})

    def hover(self, uri, line, column):
        found = self.ask(
            "textDocument/hover",
            textDocument={"uri": uri},
            position={"line": line, "character": column},
        )
        return found["contents"]["value"] if found else ""

    def close(self):
        self.server.kill()
        self.server.communicate()

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def _receive(self):
        length = 0
        while (line := self.server.stdout.readline().strip()) or not length:
            assert line or self.server.poll() is None
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.server.stdout.read(length))


def program():
    """One line for each thing to point at, and what must be shown for it."""
    lines, wanted = ["import pulumi_scaling as scaling", ""], []
    for kind in CATALOG:
        lines.append(f"def {kind.name.lower()}(it: scaling.{kind.name}) -> None:")
        for name, spec in {**kind.fields, **kind.outputs}.items():
            wanted.append((f"{kind.name}.{name}", len(lines), len("    print(it."), spec.doc))
            lines.append(f"    print(it.{name})")
        lines += ["", ""]
    for kind in CATALOG:
        summary = (kind.inputs.__doc__ or "").strip().splitlines()[0]
        wanted.append((kind.name, len(lines), len(f"{kind.name.lower()}_ = scaling."), summary))
        lines.append(f"{kind.name.lower()}_ = scaling.{kind.name}")
    return "\n".join(lines) + "\n", wanted


PROGRAM, WANTED = program()


@pytest.fixture(scope="module")
def shown():
    editor = Editor()
    uri = (ROOT / "examples" / "hover.py").as_uri()
    document = {"uri": uri, "languageId": "python", "version": 1, "text": PROGRAM}
    try:
        editor.tell("textDocument/didOpen", textDocument=document)
        yield {name: editor.hover(uri, line, column + 1) for name, line, column, _ in WANTED}
    finally:
        editor.close()


def words(text):
    """Without what Markdown adds on the way to the screen."""
    return "".join(each for each in text if each.isalnum())


@pytest.mark.parametrize(("name", "doc"), [(name, doc) for name, _, _, doc in WANTED])
def test_an_editor_shows_what_the_declaration_says(shown, name, doc):
    assert words(doc) in words(shown[name]), shown[name]


@pytest.mark.parametrize("name", CLASSES)
def test_every_attribute_has_its_text_right_behind_it(name):
    bodies = [CLASSES[name].body]
    bodies += [node.body for node in CLASSES[name].body if isinstance(node, ast.If)]
    for body in bodies:
        for node, following in zip(body, [*body[1:], None], strict=True):
            if isinstance(node, ast.AnnAssign):
                text = getattr(getattr(following, "value", None), "value", None)
                assert isinstance(text, str), ast.unparse(node)


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_the_constructor_tells_every_argument(kind):
    made = next(node for node in CLASSES[kind.name].body if getattr(node, "name", "") == "__init__")
    text = ast.get_docstring(made)
    arguments = [each.arg for each in made.args.kwonlyargs]
    assert set(arguments) == {*kind.fields, "opts"}
    assert [name for name in arguments if f"    {name}: " not in text] == []
