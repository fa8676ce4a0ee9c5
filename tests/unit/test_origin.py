"""A requirement brings what is installed here, and never what a stranger put under its name."""

import json

import pytest
from packaging.requirements import Requirement

from pulumi_scaling import origin

GIT = {"url": "https://example.com/x.git", "vcs_info": {"vcs": "git", "commit_id": "5ca1ab1e"}}
WHEEL = {"url": "file:///w/x.whl", "archive_info": {"hashes": {"sha256": "ab12"}}}
FOLDER = {"url": "file:///w/checkout", "dir_info": {"editable": True}}


@pytest.mark.parametrize(
    ("told", "url"),
    [
        (GIT, "git+https://example.com/x.git@5ca1ab1e"),
        (GIT | {"subdirectory": "y"}, "git+https://example.com/x.git@5ca1ab1e#subdirectory=y"),
        (WHEEL, "file:///w/x.whl#sha256=ab12"),
        ({"url": "file:///w/x.whl", "archive_info": {}}, "file:///w/x.whl"),
        (FOLDER, "file:///w/checkout"),
    ],
)
def test_what_the_installer_wrote_down_is_required_again(told, url):
    found = Requirement(origin._said(json.dumps(told), "pulumi-scaling[simulator]"))
    assert (found.url, found.extras) == (url, {"simulator"})


@pytest.mark.parametrize(("extra", "ends"), [("", ".whl"), ("[simulator]", ".whl[simulator]")])
def test_where_nothing_is_known_a_wheel_beside_the_program_is_named_and_no_index_asked(extra, ends):
    found = origin._said(None, f"pulumi-scaling{extra}")
    assert found == f"./wheels/pulumi_scaling-{origin.VERSION}-py3-none-any{ends}"
