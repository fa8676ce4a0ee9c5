"""Which browser looks at the pages, and what is said where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import browser

ROOT = Path(__file__).parents[3]


def test_one_that_is_named_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "chromium"
    named.touch()
    monkeypatch.setenv("CHROMIUM", str(named))
    assert browser.browser() == named


def test_one_that_is_named_and_not_there_is_not_replaced_by_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(browser.NoBrowserError, match="CHROMIUM names /nowhere/chromium, and no"):
        browser.browser()


def test_where_nothing_can_be_installed_it_says_what_is_needed_and_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(browser.NoBrowserError) as missing:
        browser.browser()
    for said in ("install Chromium", "export CHROMIUM=", 'ARGS="--ignore=tests/page"'):
        assert said in str(missing.value)


def test_a_root_on_debian_gets_it_from_its_registry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text(
        '#!/bin/sh\n[ "$1" = update ] && exit 0\n'
        f': >"{tmp_path}/chromium" && /bin/chmod +x "{tmp_path}/chromium"\n'
    )
    apt.chmod(0o755)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert browser.browser() == tmp_path / "chromium"


def test_a_test_of_a_page_without_one_is_an_error_and_no_skip() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/page"],
        cwd=ROOT,
        env={**os.environ, "CHROMIUM": "/nowhere/chromium"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "CHROMIUM names /nowhere/chromium" in run.stdout
    assert " error" in run.stdout
    assert "skipped" not in run.stdout
