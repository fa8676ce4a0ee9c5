"""What is no plan, and a stack that cannot be read, are told in a sentence."""

import json

import pytest


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("nothing", "is not what `pulumi preview --json --show-sames` prints"),
        ("[]", "is not what `pulumi preview --json --show-sames` prints"),
        (json.dumps({"steps": [], "changeSummary": {"same": 3}}), "leaves out 3 of the resources"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(elsewhere, run, text, sentence):
    (elsewhere / "plan.json").write_text(text)
    code, out, err = run("rota", "--preview", "plan.json")
    assert (code, out) == (1, "")
    assert err.startswith("pulumi-scaling rota: plan.json ")
    assert sentence in err


def test_a_file_that_is_not_there_is_named(elsewhere, run):
    code, _, err = run("rota", "--preview", "plan.json")
    assert (code, "plan.json" in err, err.count("\n")) == (1, True, 1)


def test_without_the_cli_no_stack_is_read(elsewhere, run):
    code, _, err = run("rota", "--stack", "dev")
    assert (code, err) == (
        1,
        "pulumi-scaling rota: --stack takes the Pulumi CLI, and there is none on PATH\n",
    )


@pytest.mark.parametrize(
    ("does", "sentence"),
    [
        ("echo \"error: no stack named 'dev' found\" >&2; exit 255", "no stack named 'dev' found"),
        ("echo broken", "its export is no JSON"),
    ],
)
def test_what_keeps_a_stack_from_being_read_is_said(elsewhere, cli, run, does, sentence):
    cli({"stack export": does})
    code, out, err = run("rota", "--stack", "dev")
    assert (code, out) == (1, "")
    assert err == f"pulumi-scaling rota: the stack dev cannot be read: {sentence}\n"


def test_a_stack_without_schedules_has_none(elsewhere, cli, run):
    cli({"stack export": "echo '{\"deployment\": {}}'"})
    assert run("rota", "--stack", "dev") == (0, "there are no schedules\n", "")
