"""People by e-mail or id: who is meant, who is not there, and what to do about it."""

import httpx
import pytest

from pulumi_scaling import core
from pulumi_scaling.errors import ConfigError, Refused
from pulumi_scaling.resources import by_name

ROTATION, MEMBER, POLICY_LAYER = (
    by_name[name] for name in ("RotationLayer", "Member", "PolicyLayer")
)
INVITED = {"emailAddress": "new@example.com", "role": "org:member"}


@pytest.mark.parametrize(
    ("spelling", "id_"),
    [
        ("bo@example.com", "user_bo"),
        ("Bo@Example.COM", "user_bo"),
        ("user_bo", "user_bo"),
        ("user_nobody", "user_nobody"),
    ],
)
def test_an_email_is_its_user_in_any_case_and_an_id_is_itself(account, spelling, id_):
    assert account.people.id_of(spelling) == id_


def test_many_people_are_one_request(account, server):
    for name in ("ana", "bo", "cy", "dee", "Eli"):
        account.people.id_of(f"{name}@example.com")
    assert [request.operation for request in server.requests] == ["list_users"]


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("boo@example.com", ["nobody", "did you mean bo@example.com?"]),
        ("bo@exmaple.com", ["nobody", "did you mean bo@example.com?"]),
        ("hal@example.com", ["nobody", "invite them"]),
        ("zora@elsewhere.org", ["nobody", "scaling.Member"]),
        ("NEW@example.com", ["was invited and has not accepted yet", "`pulumi up` again"]),
        ("own@example.com", ["is invited by this program", "`pulumi up` again"]),
    ],
)
def test_who_is_not_there_is_told_with_the_next_step(account, email, words):
    account.client.post("/team/members/invite", INVITED)
    core.check(account, MEMBER, {}, {"email": "Own@example.com", "role": "org:member"})
    with pytest.raises(Refused) as caught:
        account.people.id_of(email)
    assert email in str(caught.value)
    for word in words:
        assert word in str(caught.value)


def test_a_person_who_accepted_a_moment_ago_is_found(account, server):
    invited = account.client.post("/team/members/invite", INVITED)
    account.people.id_of("bo@example.com")
    member = server.accept(invited["id"])
    assert account.people.id_of("new@example.com") == member["id"]


def test_a_key_that_may_not_see_invitations_still_tells_who_is_missing(account_on, server):
    from pulumi_scaling.simulator import MEMBER_KEY

    with pytest.raises(Refused, match="cannot be seen with this key: let them accept first"):
        account_on(server, key=MEMBER_KEY).people.id_of("new@example.com")


# ---------------------------------------------------------------- found in preview


def checked(account, kind, **said):
    return core.check(account, kind, {}, {**kind.example, **said})


def test_preview_finds_people_and_ids_that_do_not_exist(account, server):
    found = checked(account, ROTATION, participants=["bo@example.com", "bob@example.com", "u9"])
    assert [problem.path for problem in found.problems] == [
        "schedule_id",
        "participants[1]",
        "participants[2]",
    ]
    assert "did you mean bo@example.com?" in found.problems[1].sentence
    assert "'u9'" in found.problems[2].sentence
    assert not server.writes


@pytest.mark.parametrize("said", ["Cy Okafor", "cy  okafor", "Cy"])
def test_a_name_is_answered_with_the_address_it_stands_for(account, said):
    found = checked(account, ROTATION, participants=["bo@example.com", said])
    sentence = found.problems[1].sentence
    assert found.problems[1].path == "participants[1]"
    assert sentence == f"{said!r} is a name, and people are written by e-mail: cy@example.com"
    if " " in said:
        with pytest.raises(Refused, match=r"cy@example\.com"):
            account.people.id_of(said)


def test_a_name_that_two_people_have_is_answered_with_both(account, server):
    namesake = {"id": "user_cy2", "email": "cy2@example.com", "firstName": "Cy"}
    member = {**namesake, "lastName": "Okafor", "role": "org:member"}
    server.seed({"organizations": [{"id": "org_harborline", "members": [member]}]})
    sentence = checked(account, ROTATION, participants=["Cy Okafor"]).problems[1].sentence
    assert sentence.endswith("several people; write the e-mail: cy2@example.com, cy@example.com")


def test_a_name_that_nobody_has_is_told_as_a_name(account):
    sentence = checked(account, ROTATION, participants=["Zed Nobody"]).problems[1].sentence
    assert sentence.startswith("nobody in the organization is called 'Zed Nobody'; ")


def test_nobody_is_named_where_the_program_keeps_secret_who_is_meant(account):
    for who in ("Cy Okafor", "boo@example.com", "user_nobody"):
        said = {**ROTATION.example, "participants": [who]}
        found = core.check(account, ROTATION, {}, said, hidden=["participants"]).problems[1]
        assert "keeps secret who is meant" in found.sentence
        assert who not in found.sentence
        assert "@" not in found.sentence


def test_a_name_is_told_without_a_key_too(server, warnings):
    account = core.Account(core.Settings(base_url=server.url), warn=warnings.append)
    (found,) = checked(account, ROTATION, participants=["Cy Okafor", "user_cy"]).problems
    assert found.path == "participants[0]"
    assert found.sentence.startswith("'Cy Okafor' is neither an e-mail nor a user id")
    assert server.requests == []
    account.client.close()


def test_preview_looks_inside_a_target(account):
    target = {"type": "schedule", "schedule_id": "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14"}
    found = checked(account, POLICY_LAYER, target=target)
    assert [problem.path for problem in found.problems] == ["policy_id", "target.schedule_id"]


def test_what_nobody_touched_is_not_looked_at(account, server):
    said = dict(ROTATION.example)
    assert core.check(account, ROTATION, said, said).problems == []
    assert server.requests == []


def test_a_person_this_program_invites_is_a_warning_in_preview(account, warnings):
    core.check(account, MEMBER, {}, {"email": "own@example.com", "role": "org:member"})
    target = {"type": "users", "users": ["OWN@example.com"]}
    found = checked(account, POLICY_LAYER, target=target)
    assert [problem.path for problem in found.problems] == ["policy_id"]
    assert any("has to accept first" in sentence for sentence in warnings)


def test_a_taken_name_is_a_warning_and_only_of_somebody_elses_object(account, warnings):
    kind = by_name["Schedule"]
    assert checked(account, kind).problems == []
    assert warnings == []
    account.client.post("/oncall/schedules", dict(kind.example))
    account.snapshots.wrote("/oncall")
    account.listed("/oncall/schedules", fresh=True)
    assert checked(account, kind).problems == []
    core.farewell(account)
    (sentence,) = warnings
    assert "the schedule 'Primary'" in sentence
    assert "is in the account already and not known to this run" in sentence


def test_a_failing_api_is_one_warning_and_never_a_failed_preview(account, server, warnings):
    server.faults({"status": 403})
    for name in ("one", "two", "three"):
        assert checked(account, ROTATION, name=name).problems == []
    assert len(warnings) == 1
    assert "were not checked" in warnings[0]


def test_without_a_key_nothing_is_asked_and_nothing_said(server, warnings):
    account = core.Account(core.Settings(base_url=server.url), warn=warnings.append)
    assert checked(account, ROTATION, participants=["nobody@example.com"]).problems == []
    assert (server.requests, warnings) == ([], [])
    with pytest.raises(ConfigError):
        account.people.id_of("bo@example.com")
    account.client.close()


def test_a_team_that_comes_in_pages_is_read_to_its_end(answering):
    pages = {
        None: ([{"id": "user_a", "email": "ana@example.com", "role": "org:admin"}], [], "next"),
        "next": (
            [{"id": "user_b", "email": "bo@example.com", "role": "org:member"}],
            [
                {"id": "i1", "emailAddress": "fay@example.com", "role": "org:member"},
                {
                    "id": "i2",
                    "emailAddress": "bo@example.com",
                    "role": "org:member",
                    "status": "accepted",
                },
            ],
            None,
        ),
    }

    def server(request):
        members, invitations, cursor = pages[request.url.params.get("cursor")]
        data = {"members": members, "invitations": invitations, "nextCursor": cursor}
        return httpx.Response(200, json={"data": data})

    team = answering(server).team()
    assert [row["email"] for row in team["members"]] == ["ana@example.com", "bo@example.com"]
    assert [row["emailAddress"] for row in team["invitations"]] == ["fay@example.com"]
