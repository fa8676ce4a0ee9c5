"""A stack that says whose organization it is makes nothing in another one."""

import pytest

from pulumi_scaling import core
from pulumi_scaling.errors import Refused
from pulumi_scaling.resources import by_name
from pulumi_scaling.simulator import ORGANIZATION, OTHER_KEY, OTHER_ORGANIZATION

SCHEDULE, MEMBER = by_name["Schedule"], by_name["Member"]
GIVEN = {"name": "Primary", "timezone": "UTC"}
NEW = {"email": "new@example.com", "role": "org:member"}
WRONG = (
    f"scaling:organization of this stack is {ORGANIZATION}, and the key is of "
    f"{OTHER_ORGANIZATION}; use a key of {ORGANIZATION}"
)


@pytest.fixture
def strange(account_on, server):
    """A key of an account that has something, in a stack that is meant for another one."""
    core.create(account_on(server, key=OTHER_KEY), SCHEDULE, {**GIVEN, "name": "Theirs"})
    server.forget_requests()
    return account_on(server, key=OTHER_KEY, organization=ORGANIZATION)


def test_a_check_says_so_once_and_nothing_else(strange, warnings):
    first = core.check(strange, SCHEDULE, {}, {**GIVEN, "name": "Theirs"})
    assert [(each.path, each.sentence) for each in first.problems] == [("", WRONG)]
    assert core.check(strange, SCHEDULE, {}, GIVEN).problems == []
    core.farewell(strange)
    assert warnings == []


@pytest.mark.parametrize(("kind", "given"), [(SCHEDULE, GIVEN), (MEMBER, NEW)], ids=["it", "who"])
def test_a_create_is_refused_before_anything_is_written(strange, server, kind, given):
    with pytest.raises(Refused, match="use a key of") as caught:
        core.create(strange, kind, given)
    assert WRONG in str(caught.value)
    assert server.writes == []


def test_what_an_empty_account_made_is_removed_again_once_it_tells_whose_it_is(account_on, server):
    mo = {"id": "user_mo", "email": "mo@acme.example", "role": "org:admin"}
    key = {"key": "scl_live_acme", "user": "mo@acme.example"}
    server.seed({"organizations": [{"id": "org_acme", "members": [mo], "keys": [key]}]})
    account = account_on(server, key="scl_live_acme", organization=ORGANIZATION)
    assert core.check(account, SCHEDULE, {}, GIVEN).problems == []
    with pytest.raises(Refused, match="what was made of it is removed again") as caught:
        core.create(account, SCHEDULE, GIVEN)
    assert "the key is of org_acme; use a key of org_harborline" in str(caught.value)
    assert server.rows("schedules") == []


def test_the_right_key_is_asked_no_more_than_without(account_on, server):
    core.create(account_on(server), SCHEDULE, {**GIVEN, "name": "There"})
    asked = []
    for name, organization in (("One", None), ("Two", ORGANIZATION)):
        server.clock(advance=2 * 86_400)  # Nothing is young enough to be left over.
        server.forget_requests()
        account = account_on(server, organization=organization)
        said = {**GIVEN, "name": name}
        assert core.check(account, SCHEDULE, {}, said).problems == []
        core.create(account, SCHEDULE, said)
        asked.append([each.operation for each in server.requests])
    assert asked[0] == asked[1]


def test_what_a_stack_holds_tells_a_strange_key_before_a_change_of_something_else(
    account_on, server
):
    id_, state = core.create(account_on(server), SCHEDULE, GIVEN)
    core.create(account_on(server, key=OTHER_KEY), SCHEDULE, {**GIVEN, "name": "Theirs"})
    run = account_on(server, key=OTHER_KEY)
    same = core.check(run, SCHEDULE, GIVEN, GIVEN)
    assert core.diff(run, SCHEDULE, id_, state, same.inputs).fields == ()
    changed = core.check(run, SCHEDULE, {**GIVEN, "name": "Other"}, {**GIVEN, "name": "New"})
    (problem,) = changed.problems
    assert problem.sentence == (
        f"what the stack has belongs to the organization {ORGANIZATION}, and the key to "
        f"{OTHER_ORGANIZATION}; use a key of {ORGANIZATION}"
    )
