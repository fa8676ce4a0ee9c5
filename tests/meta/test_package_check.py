"""What `make package` asks of a build is asked; no network, and no environment but this one."""

import sys
from pathlib import Path

import package_check
import pytest
from package_check import Refused, missing, proven, pythons


def python(folder, name, answers):
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{answers}\n")
    file.chmod(0o755)
    return file


def test_the_first_of_each_promised_version_that_answers_is_taken(tmp_path):
    refuses = python(tmp_path / "shims", "python3.10", "exit 127")
    ten = python(tmp_path / "own", "python3.10", "echo 3 10")
    python(tmp_path / "own", "python3.9", "echo 3 9")
    python(tmp_path / "own", "python3.12-config", "echo 3 12")
    python(tmp_path / "own", "python3.13", "echo 3 12")  # a name that is not what it says
    python(tmp_path / "later", "python3.10", "echo 3 10")
    fourteen = python(tmp_path / "later", "python3.14", "echo 3 14")
    folders = [refuses.parent, tmp_path / "none", ten.parent, fourteen.parent]
    assert pythons(folders) == {(3, 10): ten, (3, 14): fourteen}


def test_pythons_of_pyenv_are_looked_for_as_well(tmp_path, monkeypatch):
    made = python(tmp_path, "python3.13", "echo 3 13").parent
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "3.13.0").mkdir()
    (tmp_path / "versions" / "3.13.0" / "bin").symlink_to(made)
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert package_check.places()[-1] == tmp_path / "versions" / "3.13.0" / "bin"


def test_a_missing_python_is_a_sentence_and_none_at_all_stops():
    assert list(missing([(3, 13), (3, 10)])) == []
    (said,) = missing([(3, 13), (3, 11)])
    assert said == "--  Python 3.10 is promised and not here: 3.11 is the oldest that is checked"
    with pytest.raises(Refused, match=r"there is no Python 3\.10 or newer on PATH or from pyenv"):
        list(missing([]))


def test_every_file_is_tried_on_both_pythons_with_and_without_the_extra(monkeypatch, tmp_path):
    tried = []
    here = {(3, 10): Path("ten"), (3, 12): Path("twelve"), (3, 13): Path("thirteen")}
    monkeypatch.setattr(package_check, "pythons", lambda _: here)
    monkeypatch.setattr(package_check, "installed", lambda *told: tried.append(told[:3]))
    monkeypatch.setattr(package_check, "proven", lambda *_, at: None)
    wheel, sdist = tmp_path / "x.whl", tmp_path / "x.tar.gz"
    said = list(package_check.check([wheel, sdist]))
    assert tried == [
        (file, extra, Path(name))
        for name in ("ten", "thirteen")
        for file in (wheel, sdist)
        for extra in ("", "simulator")
    ]
    assert said[1] == "ok  Python 3.10  x.whl[simulator]"


def test_what_works_is_let_through_up_to_a_simulator_that_answers(tmp_path):
    proven(Path(sys.prefix, "bin"), "simulator", at=tmp_path)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("exit 3", "--help ends with 3"),
        ("echo hello", "--help says nothing of its commands"),
        (
            '[ "$1" = --help ] && echo simulate || echo a package is missing',
            "simulate does not start:\na package is missing",
        ),
    ],
)
def test_what_does_not_work_is_refused_with_what_it_said(tmp_path, command, said):
    python(tmp_path, "python", "exit 0")
    python(tmp_path, "pulumi-scaling", command)
    with pytest.raises(Refused, match=said):
        proven(tmp_path, "simulator", at=tmp_path)


def test_what_does_not_import_is_refused(tmp_path):
    python(tmp_path, "python", "echo no such module >&2; exit 1")
    with pytest.raises(Refused, match="no such module"):
        proven(tmp_path, "", at=tmp_path)
