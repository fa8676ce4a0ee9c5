import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_scaling.adopt.source import WIDTH, Call, Code, laid_out, literal, remark

ANY_TEXT = st.text(st.characters(codec=None), max_size=200)
VALUES = st.recursive(
    st.one_of(ANY_TEXT, st.integers(0, 10**6), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(ANY_TEXT)
def test_a_literal_is_the_text_and_nothing_else(text):
    written = literal(text)
    assert ast.literal_eval(written) == text
    assert len(written.splitlines()) == 1
    # Nothing in it can look like something else to a reviewer.
    assert written.isprintable()


@given(ANY_TEXT)
def test_a_remark_ends_neither_a_comment_nor_a_docstring(text):
    line = remark(text)
    assert len(f"# {line}".splitlines()) == 1
    assert ast.parse(f"# {line}\n").body == []
    (only,) = ast.parse(f'"""{line}."""\n').body
    assert isinstance(only, ast.Expr)
    assert len(line) <= WIDTH


@given(VALUES)
def test_what_is_laid_out_means_the_same(value):
    tree = ast.parse(laid_out(value, before="x = "))
    assert ast.literal_eval(tree.body[0].value) == value


@given(ANY_TEXT)
def test_long_text_is_broken_and_stays_the_same_text(text):
    call = Call("f", "first", {"description": f"{text} {text}", "other": Code("x.id")})
    (statement,) = ast.parse(laid_out(call)).body
    assert ast.literal_eval(statement.value.keywords[0].value) == f"{text} {text}"


@pytest.mark.parametrize("length", range(20, 130, 7))
def test_the_formatter_has_nothing_to_add(length, tmp_path: Path):
    words = ('it\'s a "word" ' * 20)[:length].strip()
    lines = [
        laid_out(Call("scaling.Schedule", "a", {"name": words, "timezone": "UTC"}), before="a = "),
        laid_out(Call("scaling.Schedule", words, {"opts": Code("protected")})),
        laid_out(
            Call(
                "scaling.PolicyLayer",
                "b",
                {"target": {"type": "users", "users": [words, words]}, "position": 1},
            )
        ),
        laid_out(Call("f", "c", {"people": [words]})),
    ]
    program = tmp_path / "program.py"
    program.write_text("\n".join(lines) + "\n", "utf-8")
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent))
    assert ruff
    done = subprocess.run(
        [ruff, "format", "--isolated", "--line-length", str(WIDTH), "--diff", str(program)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
