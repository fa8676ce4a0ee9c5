"""Thousands of requests nobody thought of: every answer is one the contract documents.

Run as users run it, through its command. The seeds are fixed, so a failure is there again tomorrow.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pulumi_scaling.simulator import FLIPPED, Simulator, contract
from pulumi_scaling.simulator.contract import Reading
from pulumi_scaling.simulator.contract import schemas as schemas_under

# Refusals that follow from the world and not from the schema are part of the contract, too: a zone
# that is none, a participant who is no member. So data that fits the schema may be a 400 or 422.
CONFIG = """
[checks]
positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404", "409", "422"]
"""
# In their other position these answer what the contract has no words for, and that is their point.
DOCUMENTED = {
    "update_verbs": "both",
    "schedule_deletion": "allowed",
    "invite_conflict": "invalid_request_error",
}


def explore(tmp_path: Path, switches: dict[str, object], reading: Reading, *, seed: int) -> None:
    """Run the whole of schemathesis, all checks and all phases, against a strict simulator."""
    simulator = Simulator(strict=True, switches=switches)
    known = contract.load(str(switches.get("policy_generation", "layers")))
    schemas = schemas_under(known, reading)
    document = {**known.document}
    document["components"] = {**document["components"], "schemas": schemas}
    description = tmp_path / "openapi.yaml"
    description.write_text(yaml.dump(document, Dumper=yaml.CSafeDumper))
    config = tmp_path / "schemathesis.toml"
    config.write_text(CONFIG)
    with simulator.serve() as server:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(config)),
                *("run", str(description), "--url", server.url),
                *("--header", f"Authorization: Bearer {server.key}"),
                *("--seed", str(seed), "--max-examples", "4"),
                *("--continue-on-failure", "--no-shrink", "--generation-database", "none"),
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            # What is measured is the simulator, not the tool that asks it.
            env={**os.environ, "COVERAGE_PROCESS_CONFIG": ""},
        )
        assert server.violations == []
        # Not that the tool was satisfied without having asked.
        assert {request.operation for request in server.requests} >= set(known.operations)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    cases = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert cases is not None
    assert int(cases[1]) >= 2000


def test_as_documented(tmp_path):
    explore(tmp_path, {}, Reading(), seed=11)


@pytest.mark.long
def test_with_every_switch_flipped(tmp_path):
    lax = Reading(prefixed_ids=True, ownerless=True, free_lengths=True)
    explore(tmp_path, {**FLIPPED, **DOCUMENTED}, lax, seed=12)


@pytest.mark.long
def test_in_the_generation_of_steps(tmp_path):
    # The schema wants steps, and an account may take a policy without them all the same.
    switches = {"policy_generation": "steps", "no_steps": "refused"}
    explore(tmp_path, switches, Reading(), seed=13)
