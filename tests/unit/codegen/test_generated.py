"""What is generated from a declaration: classes, exports and tables that say what it says."""

import ast
import inspect
from typing import get_args

import pulumi
import pytest

import pulumi_scaling as scaling
from pulumi_scaling.codegen.__main__ import generated
from pulumi_scaling.codegen.field_tables import BEGIN, END, filled, page_name
from pulumi_scaling.resources import CATALOG, by_name

MODULES = {path.name: text for path, text in generated() if path.suffix == ".py"}
PAGE = f"# A page\n\nStory.\n\n{BEGIN}\nold\n{END}\n\nMore story.\n"


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_a_class_takes_each_input_by_name_and_needs_the_required_ones(kind):
    signature = inspect.signature(getattr(scaling, kind.name).__init__)
    keywords = {
        name: each.default is inspect.Parameter.empty
        for name, each in signature.parameters.items()
        if each.kind is inspect.Parameter.KEYWORD_ONLY
    }
    wanted = {name: spec.required for name, spec in kind.fields.items()}
    assert keywords == {**wanted, "opts": False}


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_a_class_has_an_output_for_each_field_of_the_state(kind):
    hints = inspect.get_annotations(getattr(scaling, kind.name), eval_str=True)
    for name in {**kind.fields, **kind.outputs}:
        assert hints[name].__origin__ is pulumi.Output
        assert len(get_args(hints[name])) == 1


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_every_class_and_argument_is_documented(kind):
    cls = getattr(scaling, kind.name)
    assert cls.__doc__
    for name, spec in kind.fields.items():
        text = " ".join(cls.__init__.__doc__.split())
        assert f"{name}: {' '.join(spec.doc.split())}" in text
    assert cls.get.__doc__


@pytest.mark.parametrize("name", MODULES)
def test_what_is_generated_is_python_with_sorted_exports_in_short_lines(name):
    text = MODULES[name]
    tree = ast.parse(text)
    (exported,) = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    constants_first = sorted(exported, key=lambda name: (not name.isupper(), name))
    assert exported == constants_first
    assert max(map(len, text.splitlines())) <= 100
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_the_token_of_a_class_is_the_one_in_every_state():
    for kind in CATALOG:
        assert getattr(scaling, kind.name)._resource_type_name == f"dynamic/scaling:{kind.name}"


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_a_page_gets_a_row_a_field_and_keeps_its_story(kind):
    page = filled(kind, PAGE)
    assert page.startswith("# A page\n\nStory.\n")
    assert page.endswith("\nMore story.\n")
    assert "old" not in page.split("\n")
    for name in {**kind.fields, **kind.outputs}:
        assert f"| `{name}` |" in page
    assert filled(kind, page) == page


def test_a_page_without_its_fence_is_a_mistake():
    with pytest.raises(ValueError, match=r"rotation-layer\.md needs the lines"):
        filled(by_name["RotationLayer"], "# A page\n")
    assert page_name(by_name["EscalationPolicy"]) == "escalation-policy.md"
