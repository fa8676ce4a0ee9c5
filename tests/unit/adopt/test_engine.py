"""What is asked of `pulumi`, and what is said when it cannot do it. It is a script here."""

import json
import sys
from pathlib import Path

import pytest

from pulumi_scaling.adopt.proof import DONE, REMAINS, proven
from pulumi_scaling.adopt.stack_command import Engine
from pulumi_scaling.errors import Refused

SCRIPT = """\
#!{python}
import json, pathlib, sys
plan = json.loads(pathlib.Path({plan!r}).read_text())
with open({calls!r}, "a") as calls:
    print(*sys.argv[1:], file=calls)
out, err, code = plan.get(sys.argv[1], ["", "", 0])
print(out)
print(err, file=sys.stderr)
sys.exit(code)
"""


class Pulumi:
    def __init__(self, folder: Path):
        self.plan, self._calls = folder / "plan.json", folder / "calls"
        binary = folder / "bin" / "pulumi"
        binary.parent.mkdir()
        text = SCRIPT.format(python=sys.executable, plan=str(self.plan), calls=str(self._calls))
        binary.write_text(text)
        binary.chmod(0o755)
        self.folder = binary.parent
        self.answers()

    def answers(self, **plan):
        self.plan.write_text(json.dumps(plan))

    @property
    def calls(self):
        return self._calls.read_text().splitlines()


@pytest.fixture
def pulumi(tmp_path, monkeypatch):
    made = Pulumi(tmp_path)
    monkeypatch.setenv("PATH", str(made.folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    return made


def engine(pulumi, said=None, stack=None):
    return Engine(pulumi.folder, (said if said is not None else []).append, stack)


def test_a_new_enough_one_is_taken(pulumi):
    for version in ("v3.254.0", "v3.255.0", "v4.0.0-alpha.1", "dev"):
        pulumi.answers(version=[version, "", 0])
        engine(pulumi).ready()


def test_an_older_one_is_refused_with_what_is_needed(pulumi):
    pulumi.answers(version=["v3.253.9", "", 0])
    with pytest.raises(Refused, match=r"3\.253\.9.*3\.254\.0 or newer"):
        engine(pulumi).ready()


def test_none_is_said_plainly(pulumi, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(Refused, match="no `pulumi` on PATH"):
        engine(pulumi).ready()


def test_a_stack_is_selected_or_made(pulumi):
    engine(pulumi).select("dev")
    assert pulumi.calls == ["stack select dev"]
    pulumi.answers(stack=["", "", 1])
    with pytest.raises(Refused, match="`pulumi stack init dev` ended with 1"):
        engine(pulumi).select("dev")
    assert pulumi.calls[-1] == "stack init dev --non-interactive"


def test_the_stack_is_named_in_each_command(pulumi):
    said = []
    assert engine(pulumi, said, "prod").tried("preview") == 0
    assert pulumi.calls == ["preview --non-interactive --stack prod"]
    assert said == ["$ pulumi preview"]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (["", "no stack selected", 255], "no stack selected"),
        (['{"diagnostics": [{"message": "a typo"}]}', "", 1], "a typo"),
        (["no json", "", 0], "`pulumi preview` in .+ ended with 0"),
    ],
)
def test_what_it_refuses_is_passed_on(pulumi, answer, sentence):
    pulumi.answers(preview=answer)
    with pytest.raises(Refused, match=sentence):
        engine(pulumi).asked("preview")


@pytest.mark.parametrize(("code", "status"), [(0, DONE), (1, REMAINS)])
def test_only_a_preview_without_changes_is_a_proof(pulumi, code, status):
    refreshed = "\n".join(f" ~  scaling:Schedule s{each} refreshing" for each in range(99))
    pulumi.answers(preview=[f"{refreshed}\nResources:\n    99 unchanged\n", "why", code])
    said, aside = [], []
    assert proven(engine(pulumi, said), said.append, aside.append) == status
    assert len("\n".join(said).splitlines()) == (6 if code == 0 else 102)
    assert any("99 unchanged" in each for each in said)
    assert any("why" in each for each in aside) is (code != 0)
    assert any("proven" in each for each in said) is (code == 0)
    assert bool(aside) is (code != 0)
    assert pulumi.calls == ["preview --refresh --expect-no-changes --non-interactive"]
