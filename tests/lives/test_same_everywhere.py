"""One seed is one life: whatever the process, the machine and the place are that it is lived in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.lives.fingerprint import fingerprint

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE: Mapping[str, Mapping[str, str]] = {
    "other hashes": {"PYTHONHASHSEED": "1"},
    "other hashes, zone and language": {
        "PYTHONHASHSEED": "4711", "TZ": "Pacific/Chatham", "LC_ALL": "C",
    },
}  # fmt: skip


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_seed_is_the_same_life_elsewhere(where: str, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **ELSEWHERE[where]}
    # On one processor, in another folder.
    told = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "soak.py", "--fingerprint"],
        env=env, cwd=tmp_path, capture_output=True, text=True, check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}),
    )  # fmt: skip
    assert told.stdout.strip() == fingerprint()
