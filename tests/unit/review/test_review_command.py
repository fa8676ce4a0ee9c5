"""`review` on recorded plans: formats, exit statuses, the JSON and its schema."""

import io
import json
import subprocess
import sys
from importlib.resources import files
from itertools import pairwise

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.cli import main
from tests.unit.review.plans import RECORDED, WHOLE

SCHEMA = json.loads(files("pulumi_scaling.review").joinpath("review.schema.json").read_text())
AT = ("--from", "2026-11-26T10:12:00+01:00", "--offline")


@pytest.fixture
def review(capsys, monkeypatch, tmp_path):
    monkeypatch.delenv("SCALING_CLOUD_API_KEY", raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*words, of=("edit",), code=0):
        previews = [word for name in of for word in ("--preview", str(RECORDED / f"{name}.json"))]
        assert main(["review", *previews, *AT, *words]) == code
        return capsys.readouterr()

    return run


def closed(value, schema):
    """Every property that is there is one of the schema's."""
    schema = resolved(schema, value)
    if isinstance(value, dict) and "properties" in schema:
        assert value.keys() <= schema["properties"].keys()
        for name, part in value.items():
            closed(part, schema["properties"][name])
    elif isinstance(value, list):
        for part in value:
            closed(part, schema.get("items", {}))


def resolved(schema, value):
    if "$ref" in schema:
        return SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        fits = (each for each in schema["anyOf"] if (each.get("type") == "null") is (value is None))
        return resolved(next(fits), value)
    return schema


@pytest.mark.parametrize("name", WHOLE)
def test_the_json_is_what_its_schema_says_and_holds_nothing_else(review, name):
    said = json.loads(review("--format", "json", of=[name]).out)
    jsonschema_rs.validator_for(SCHEMA).validate(said)
    closed(said, SCHEMA)


@pytest.mark.parametrize("name", WHOLE)
def test_both_sides_cover_the_window_without_a_gap(review, name):
    said = json.loads(review("--format", "json", "--weeks", "5", of=[name]).out)
    for schedule in said["schedules"]:
        for side in ("before", "after"):
            duties = schedule[side]
            assert duties[0]["start"] == said["window"]["from"]
            assert duties[-1]["end"] == said["window"]["until"]
            assert all(one["end"] == two["start"] for one, two in pairwise(duties))


def test_the_ending_of_a_file_chooses_the_format(review, tmp_path):
    for name, begins in (
        ("r.md", "<!--"),
        ("r.json", "{"),
        ("r.svg", "<svg"),
        ("r.html", "<!doctype"),
    ):
        review("--out", name)
        assert (tmp_path / name).read_text().lower().startswith(begins), name


def test_calendars_are_a_file_for_each_person(review, tmp_path):
    review("--format", "ics", "--out", "calendars")
    names = sorted(path.name for path in (tmp_path / "calendars").iterdir())
    assert "dee@example.com.ics" in names
    assert (tmp_path / "calendars" / names[0]).read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert "say --out FOLDER" in review("--format", "ics", code=2).err


def test_a_rule_that_is_broken_ends_with_1_only_where_it_was_asked_for(review):
    assert review().err.count("handoff-now") == 0
    assert "handoff-now: pay primary" in review("--fail-on", "gap,handoff-now", code=1).err
    assert "is no rule" in review("--fail-on", "handoff-later", code=2).err


def test_the_team_may_say_so_in_a_file(review, tmp_path):
    (tmp_path / "on-call.toml").write_text('fail-on = ["handoff-now"]\n')
    review(code=1)
    (tmp_path / "other.toml").write_text("[rules]\nhandoff-now = false\n")
    review("--config", "other.toml", "--fail-on", "handoff-now")
    assert "cannot be read" in review("--config", "third.toml", code=2).err


def test_a_rename_without_an_alias_is_refused_with_the_alias_to_write(review):
    (found,) = json.loads(review("--format", "json", of=["rename"]).out)["refused"]
    assert (found["resource"], found["name"]) == ("z", "A")
    assert "aliases=[pulumi.Alias(name='a')]" in found["remedy"]


def test_a_failed_preview_ends_with_2_and_says_what_the_engine_said(review):
    assert "no IANA time zone" in review(of=["failed"], code=2).err


def test_a_preview_comes_from_standard_input_too(review, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO((RECORDED / "rename.json").read_text()))
    assert "refused when it is applied" in review("--preview", "-", of=()).out


def test_several_stacks_are_one_review(review, tmp_path):
    text = (RECORDED / "first.json").read_text().replace("urn:pulumi:dev::", "urn:pulumi:eu::")
    (tmp_path / "eu.json").write_text(text)
    said = json.loads(review("--format", "json", "--preview", "eu.json").out)
    assert said["stack"] == "dev, eu"
    assert {"A", "B", "Sep"} <= {each["name"] for each in said["schedules"]}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "yesterday"), "neither a day nor an instant"),
        (("--zone", "Europe/Pariss"), "no IANA time zone"),
        (("--stack", "prod"), "leave --preview"),
        (("--verify", "nothing.json"), "nor a file with its JSON"),
        (("--preview", "nothing.json"), "cannot be read"),
        (("--out", "/proc/nothing/r.md"), "cannot be written"),
    ],
)
def test_what_cannot_be_looked_at_ends_with_2_and_a_sentence(review, words, sentence):
    said = review(*words, code=2)
    assert said.out == ""
    assert sentence in said.err


def test_a_secret_is_in_no_format(review, tmp_path):
    hidden = (RECORDED / "edit.json").read_text().replace('"Bo@example.com"', '"[secret]"')
    (tmp_path / "hidden.json").write_text(hidden)
    for form in ("text", "md", "json", "html", "svg"):
        said = review("--format", form, "--preview", "hidden.json", of=())
        assert "[secret]" not in said.out + said.err
        assert "04da6b54" not in said.out + said.err


def test_importing_the_arguments_costs_the_command_line_nothing():
    code = (
        "import sys; import pulumi_scaling.cli as cli; cli.parser();"
        "dear = ('pulumi_scaling.core', 'httpx', 'pydantic');"
        "print(any(each.startswith(dear) for each in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@settings(max_examples=40, deadline=None)
@given(name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_whatever_a_schedule_is_called_the_json_and_the_page_hold_it(name):
    from pulumi_scaling.review.plan import plan_of
    from pulumi_scaling.review.worlds_read import worlds
    from tests.unit.review.plans import NOW, recorded

    said = recorded("rename")
    for step in said["steps"]:
        for side in ("oldState", "newState"):
            inputs = (step.get(side) or {}).get("inputs", {})
            if inputs.get("name") == "B":
                inputs["name"] = name
    found = worlds([plan_of(said, "named")], now=NOW)
    assert name in {each.name for each in found.after.schedules.values()}
