"""What stands in users' states must be readable by every release that follows.

`pickles.json` holds the exact text of each kind, by release. Lines are added and never changed: a
text that no longer decodes is a stack that can no longer be updated or destroyed.
"""

import base64
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import dill
import pytest
from pulumi.dynamic.dynamic import serialize_provider

from pulumi_scaling.dynamic.provider import Provider
from pulumi_scaling.resources import CATALOG

RELEASES = json.loads(Path(__file__).with_name("pickles.json").read_text())
PAST = [
    (release, kind, text) for release, kinds in RELEASES.items() for kind, text in kinds.items()
]


@pytest.mark.parametrize(("release", "kind", "text"), PAST)
def test_the_provider_in_an_old_state_is_still_understood(release, kind, text):
    provider = dill.loads(base64.b64decode(text))
    assert type(provider) is Provider
    assert provider._kind().name == kind


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_the_text_is_what_it_was_and_short(kind):
    text = serialize_provider(Provider(kind.name))
    assert text == list(RELEASES.values())[-1][kind.name]
    assert len(text) <= 120


def test_this_release_is_on_record():
    assert RELEASES.keys() >= {version("pulumi-scaling")}
    assert RELEASES[version("pulumi-scaling")].keys() == {kind.name for kind in CATALOG}


def test_a_configured_provider_is_pickled_like_a_new_one():
    used = Provider("Schedule")
    used._config["scaling:apiKey"] = "secret"
    assert serialize_provider(used) == serialize_provider(Provider("Schedule"))


def test_another_process_writes_the_same_text():
    code = (
        "from pulumi.dynamic.dynamic import serialize_provider as s\n"
        "from pulumi_scaling.dynamic.provider import Provider\n"
        "print(s(Provider('Member')), end='')"
    )
    for hash_seed in "12":
        found = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": hash_seed},
        )
        assert found.stdout == serialize_provider(Provider("Member"))
