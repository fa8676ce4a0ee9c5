"""A new kind is one file, one word in the catalog and `make generate`.

Done to a copy of the package; what comes out checks, pickles and creates like the others.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "pulumi_scaling"

DECLARATION = '''\
"""A bell that rings until it is answered."""

from typing import Annotated, Literal

from pulumi_scaling.model import Between, Fields, Kind, Length, Mark


class BellInputs(Fields):
    """A bell that rings until it is answered."""

    name: Annotated[str, Length(1, 20)]
    """Unique in the organization."""
    sound: Literal["ding", "dong"]
    """What it says."""
    loudness_percent: Annotated[int, Between(1, 100)] = 50
    """How loud."""
    note: Annotated[str | None, Mark.BLANK] = None
    """For people."""


class BellState(BellInputs):
    """A bell as the API keeps it."""

    rung_at: str | None = None
    """When it last rang."""


BELL = Kind(
    name="Bell",
    path="/bells",
    inputs=BellInputs,
    state=BellState,
    example={"name": "Front door", "sound": "ding"},
)
'''

PROGRAM = """\
import json
from pulumi.dynamic import Config, ConfigureRequest
from pulumi.dynamic.dynamic import serialize_provider
import base64, dill
import pulumi_scaling as scaling
from pulumi_scaling.dynamic.provider import Provider

assert set(scaling.Bell.__init__.__kwdefaults__) == {"loudness_percent", "note", "opts"}
provider = dill.loads(base64.b64decode(serialize_provider(Provider("Bell"))))
provider.configure(ConfigureRequest(Config({}, "toy")))
bad = provider.check({}, {"name": "", "sound": "dings", "loudness_percent": 101.0})
good = provider.check({}, {"name": "Front door", "sound": "ding"})
made = provider.create(good.inputs)
again = provider.diff(made.id, made.outs, good.inputs)
print(json.dumps({
    "failures": {each.property: each.reason for each in bad.failures},
    "inputs": good.inputs, "id": made.id, "outs": made.outs, "changes": again.changes,
}))
"""


class Bells(BaseHTTPRequestHandler):
    def do_POST(self):
        sent = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.seen.append((self.path, sent))
        self._answer({**sent, "id": "bell1", "note": "", "rungAt": "2026-01-05T08:00:00Z"})

    def do_GET(self):
        self._answer([])

    def _answer(self, data):
        body = json.dumps({"data": data}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def bells():
    server = HTTPServer(("127.0.0.1", 0), Bells)
    server.seen = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def python(tmp_path, bells):
    """Run Python with the copy in front of the installed package."""
    copy = tmp_path / "pulumi_scaling"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    environment = {
        **{name: value for name, value in os.environ.items() if "SCALING" not in name},
        "PYTHONPATH": str(tmp_path),
        "SCALING_CLOUD_API_KEY": "k",
        "SCALING_CLOUD_BASE_URL": f"http://127.0.0.1:{bells.server_port}",
    }

    def run(*arguments):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_new_kind_is_a_file_a_word_and_make_generate(tmp_path, python, bells):
    resources = tmp_path / "pulumi_scaling" / "resources"
    (resources / "bell.py").write_text(DECLARATION)
    listing = (resources / "__init__.py").read_text()
    listing = listing.replace("CATALOG: Final = (", "CATALOG: Final = (BELL, ")
    listing = listing.replace(
        "from .escalation_policy", "from .bell import BELL\nfrom .escalation_policy"
    )
    (resources / "__init__.py").write_text(listing)

    stale = python("-m", "pulumi_scaling.codegen", "--check")
    assert stale.returncode == 1
    assert "stale: resources.py" in stale.stderr
    made = python("-m", "pulumi_scaling.codegen")
    assert made.returncode == 0, made.stderr
    assert python("-m", "pulumi_scaling.codegen", "--check").returncode == 0

    ran = python("-c", PROGRAM)
    assert ran.returncode == 0, ran.stderr
    came = json.loads(ran.stdout)
    assert came["failures"] == {
        "name": "is empty; give at least 1 character",
        "sound": "must be one of 'ding', 'dong'; did you mean 'ding'?",
        "loudness_percent": "is 101; it must be at most 100",
    }
    assert came["inputs"] == {"name": "Front door", "sound": "ding", "loudness_percent": 50}
    assert came["id"] == "bell1"
    assert came["outs"] == {**came["inputs"], "rung_at": "2026-01-05T08:00:00Z"}
    assert came["changes"] is False
    assert bells.seen == [
        ("/v1/bells", {"name": "Front door", "sound": "ding", "loudnessPercent": 50})
    ]
