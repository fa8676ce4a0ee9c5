"""What is removed together is refused before the first of it goes, if a run knows of it."""

import pytest

from pulumi_scaling import core, errors
from pulumi_scaling.resources import by_name

POLICY, SCHEDULE, MEMBER = (by_name[each] for each in ("EscalationPolicy", "Schedule", "Member"))
CHAIN, ROTA, GUEST = {"name": "Chain"}, {"name": "Rota", "timezone": "UTC"}, "eli@example.com"
PERSON = {"email": GUEST, "role": "org:member", "adopted": False, "user_id": "user_eli"}


@pytest.fixture
def team(account_on, server):
    """A policy that pages a schedule: the id and the state of each, and a person of the stack's."""
    account = account_on(server)
    schedule = core.create(account, SCHEDULE, ROTA)
    layers = [
        {"ack_timeout_minutes": 5, "target": {"type": "schedule", "schedule_id": schedule[0]}}
    ]
    policy = core.create(account, POLICY, {**CHAIN, "layers": layers})
    return {"EscalationPolicy": policy, "Schedule": schedule, "Member": (GUEST, PERSON)}


@pytest.fixture
def update(account_on, server, team):
    """The account of an update whose preview found that these are left out of the program."""

    def after(*left_out, limited=False, **settings):
        preview = account_on(server)
        preview.run.limited = limited
        core.told_by_stack(preview, {kind: [state] for kind, (_, state) in team.items()})
        for kind, (id_, state) in team.items():
            if kind not in left_out:
                core.diff(preview, by_name[kind], id_, state, state)
        updating = account_on(server, **settings)
        updating.run.departures.foretold_by(preview.run.departures.leaving)
        return updating

    return after


@pytest.fixture
def theirs(account_on, server, team):
    """Somebody else's policy, with a target."""

    def page(target):
        layers = [{"ack_timeout_minutes": 5, "target": target}]
        core.create(account_on(server), POLICY, {"name": "Theirs", "layers": layers})

    return page


def rows(server):
    return [row["name"] for kind in ("policies", "schedules") for row in server.rows(kind)]


def test_the_first_delete_stops_where_the_guard_of_a_later_one_would(update, team, theirs, server):
    theirs({"type": "schedule", "schedule_id": team["Schedule"][0]})
    before, updating = rows(server), update("EscalationPolicy", "Schedule")
    with pytest.raises(errors.Refused) as caught:
        core.delete(updating, POLICY, *team["EscalationPolicy"])
    sentence = str(caught.value)
    assert sentence.startswith("the escalation policy 'Chain' was not deleted, and nothing else")
    assert f"the schedule 'Rota' ({team['Schedule'][0]}) is still targeted by the" in sentence
    assert "'Chain' (" not in sentence, "it goes along"
    assert rows(server) == before


def test_a_person_who_is_still_paged_stops_what_goes_before_them(update, team, theirs, server):
    theirs({"type": "users", "users": [GUEST]})
    before = rows(server)
    with pytest.raises(errors.Refused, match="is still paged by the escalation policy 'Theirs'"):
        core.delete(update(*team), POLICY, *team["EscalationPolicy"])
    assert rows(server) == before


def test_a_person_who_stays_in_the_organization_stops_nothing(update, team, theirs, server):
    theirs({"type": "users", "users": [GUEST]})
    team["Member"] = GUEST, PERSON | {"adopted": True}
    core.delete(update(*team), POLICY, *team["EscalationPolicy"])
    assert rows(server) == ["Theirs", "Rota"]


def test_what_goes_along_stands_in_nobodys_way(update, team, server):
    updating = update("EscalationPolicy", "Schedule")
    core.delete(updating, POLICY, *team["EscalationPolicy"])
    core.delete(updating, SCHEDULE, *team["Schedule"])
    assert rows(server) == []


@pytest.mark.parametrize(
    ("left_out", "how"),
    [
        (["EscalationPolicy"], {}),
        (["EscalationPolicy", "Schedule"], {"limited": True}),
        (["EscalationPolicy", "Schedule"], {"force": True}),
    ],
    ids=["the schedule stays", "a run that leaves out some", "by force"],
)
def test_a_delete_is_judged_by_itself_where_nothing_else_is_known_to_go_or_by_force(
    update, team, theirs, server, left_out, how
):
    theirs({"type": "schedule", "schedule_id": team["Schedule"][0]})
    core.delete(update(*left_out, **how), POLICY, *team["EscalationPolicy"])
    assert rows(server) == ["Theirs", "Rota"]


def test_an_account_that_cannot_be_looked_at_leaves_each_delete_to_its_own_guard(
    update, team, theirs, server
):
    theirs({"type": "schedule", "schedule_id": team["Schedule"][0]})
    server.faults({"operation": "list_schedules", "status": 403})
    updating = update("EscalationPolicy", "Schedule")
    core.delete(updating, POLICY, *team["EscalationPolicy"])
    with pytest.raises(errors.Refused, match="still targeted"):
        core.delete(updating, SCHEDULE, *team["Schedule"])
    assert rows(server) == ["Theirs", "Rota"]
