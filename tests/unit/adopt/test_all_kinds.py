"""From the alarm to the person it wakes: every kind is surveyed, by what its declaration tells."""

import ast
import json
import re
from string import ascii_lowercase

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_scaling.adopt.files import Style, files
from pulumi_scaling.adopt.found import Found
from pulumi_scaling.adopt.sequence import in_order
from pulumi_scaling.errors import Refused
from pulumi_scaling.resources import CATALOG, by_name
from tests.kinds import SAMPLES
from tests.unit.adopt.conftest import layer, link

WAY = """\
# ---- Payments
payments_schedule = scaling.Schedule("payments-schedule", name="Payments", timezone="UTC")

payments_policy = scaling.EscalationPolicy("payments-policy", name="Payments")
scaling.PolicyLayer(
    "payments-policy-payments-schedule",
    policy_id=payments_policy,
    position=1,
    ack_timeout_minutes=5,
    target={"type": "schedule", "schedule_id": payments_schedule.id},
)

payments_routing = scaling.RoutingPolicy(
    "payments-routing",
    name="Payments",
    rules=[
        {"severity": "critical", "outcome": "incident", "escalation_policy_id": payments_policy.id},
        {"severity": "high", "outcome": "drop"},
        {"severity": "medium", "outcome": "drop"},
        {"severity": "low", "outcome": "drop"},
    ],
)

metrics_bridge = scaling.InboundIntegration(
    "metrics-bridge",
    name="Metrics bridge",
    selectors=[
        {"matchers": [{"key": "env", "value": "live"}], "routing_policy_id": payments_routing.id},
    ],
)

# ---- Paged by none of these policies
spare = scaling.Schedule("spare", name="Spare", timezone="UTC")

# ---- Components
checkout = scaling.Component("checkout", name="Checkout", group_label="Shop")

# ---- Working hours
office = scaling.WorkingHours(
    "office",
    name="Office",
    timezone="Europe/Paris",
    windows=[{"days": [1, 2], "start": "09:00", "end": "18:00"}],
)

# ---- Routing policies
fallback = scaling.RoutingPolicy(
    "fallback",
"""


def rules(policy=None):
    """A rule for each severity, the worst of which climbs a chain."""
    first = {"severity": "critical", "outcome": "incident"}
    first |= {"escalationPolicyId": policy} if policy else {}
    rest = [{"severity": each, "outcome": "drop"} for each in ("high", "medium", "low")]
    return [first, *rest]


def ids(adopting, kind):
    return {row["name"]: row["id"] for row in adopting.server.rows(SAMPLES[kind].rows)}


def routed(adopting, integration, routing):
    """Route the alerts of an integration as its page would."""
    selector = {"matchers": [{"key": "env", "value": "live"}], "routingPolicyId": routing}
    with httpx.Client(headers={"Authorization": f"Bearer {adopting.server.key}"}) as client:
        url = f"{adopting.server.url}/integrations/inbound/{integration}/selectors"
        client.put(url, json={"selectors": [selector]}).raise_for_status()
    adopting.server.forget_requests()


@pytest.fixture
def way(adopting):
    """An account whose alarms have a whole way to go."""
    adopting.seed(
        schedules=[{"name": "Payments", "timezone": "UTC"}, {"name": "Spare", "timezone": "UTC"}],
        policies=[{"name": "Payments", "layers": [link(schedule="Payments")]}],
        working_hours=[
            {
                "name": "Office",
                "timezone": "Europe/Paris",
                "windows": [{"days": [1, 2], "start": "09:00", "end": "18:00"}],
            }
        ],
    )
    policy = ids(adopting, "EscalationPolicy")["Payments"]
    adopting.seed(routing_policies=[{"name": "Payments", "rules": rules(policy)}])
    bridge = ids(adopting, "InboundIntegration")["Metrics bridge"]
    routed(adopting, bridge, ids(adopting, "RoutingPolicy")["Payments"])
    return adopting


def tops(survey):
    return [(one.kind.name, one.name) for one in survey.found if not one.kind.parent]


def test_the_whole_way_of_an_alarm_is_written_each_after_what_it_refers_to(way):
    assert way.run(unprotected=True) == 0
    assert WAY in way.program()
    assert way.out.startswith(
        "2 schedules, 1 escalation policy, 1 policy layer, 1 component, 1 working hours, "
        "2 routing policies and 1 inbound integration in"
    )
    rows = json.loads((way.folder / "oncall" / "import.json").read_text())["resources"]
    kinds = [row["type"].rpartition(":")[2] for row in rows]
    assert set(kinds) == {kind.name for kind in CATALOG} - {"Member", "RotationLayer"}
    assert kinds.index("EscalationPolicy") < kinds.index("RoutingPolicy")
    assert kinds.index("RoutingPolicy") < kinds.index("InboundIntegration")


def test_what_a_part_of_a_chain_refers_to_comes_along_and_stands_before_it(adopting):
    adopting.server.switches({"policy_generation": "steps"})
    windows = [{"days": [1], "start": "09:00", "end": "18:00"}]
    adopting.seed(
        schedules=[{"name": "Primary", "timezone": "UTC"}],
        working_hours=[{"name": "Office", "timezone": "UTC", "windows": windows}],
    )
    step = {"position": 1, "targetType": "schedule", "escalateAfterSeconds": 300}
    step["targetId"] = ids(adopting, "Schedule")["Primary"]
    step["condition"] = {
        "workingHoursId": ids(adopting, "WorkingHours")["Office"],
        "when": "outside",
    }
    with httpx.Client(headers={"Authorization": f"Bearer {adopting.server.key}"}) as client:
        for name in ("Night", "Second"):
            body = {"name": name, "steps": [step]}
            url = f"{adopting.server.url}/escalation/policies"
            client.post(url, json=body).raise_for_status()
    adopting.server.forget_requests()
    given_ = {"policies": ["Night"], "separate": False}
    assert tops(adopting.survey(**given_)) == [
        ("Schedule", "Primary"),
        ("WorkingHours", "Office"),
        ("EscalationPolicy", "Night"),
    ]
    assert adopting.run(unprotected=True, separate=False) == 0
    head, _, rest = adopting.program().partition("# ---- Night")
    assert "# ---- Shared by several policies" in head
    assert "office = scaling.WorkingHours(" in head
    assert '"condition": {"working_hours_id": office.id, "when": "outside"}' in rest


def test_a_module_a_team_holds_what_leads_to_that_team_alone(way):
    assert way.run(by_team=True) == 0
    team = way.program(name="teams/payments.py")
    for kind in ("Schedule", "EscalationPolicy", "RoutingPolicy", "InboundIntegration"):
        assert f"scaling.{kind}(" in team
    assert "scaling.Component(" in way.program(name="teams/components.py")
    assert "scaling.WorkingHours(" in way.program(name="teams/working_hours.py")
    assert 'name="Fallback"' in way.program(name="teams/routing_policies.py")
    assert 'name="Spare"' in way.program(name="teams/unpaged.py")


def test_what_a_chosen_object_refers_to_is_looked_up_where_it_is_not_chosen(way):
    assert way.run("Metrics*") == 0
    program = way.program()
    assert 'payments = scaling.get_routing_policy(name="Payments")' in program
    assert '"routing_policy_id": payments.id' in program
    assert set(re.findall(r"scaling\.(\w+)\(", program)) == {
        "get_routing_policy",
        "InboundIntegration",
    }


def test_a_policy_brings_all_it_leads_to_over_any_number_of_steps(way):
    found = way.survey(policies=["Payments"])
    assert tops(found) == [
        ("Schedule", "Payments"),
        ("EscalationPolicy", "Payments"),
        ("RoutingPolicy", "Payments"),
    ]
    assert found.elsewhere == {}


def test_one_that_is_meant_by_name_brings_all_it_leads_to_once_something_leads_to_it(way):
    chain = ids(way, "EscalationPolicy")["Payments"]
    way.seed(routing_policies=[{"name": "Loud", "rules": rules(chain)}])
    found = way.survey("Payments", policies=["Loud"])
    assert ("Schedule", "Payments") in tops(found)
    assert found.elsewhere == {}
    with pytest.raises(Refused, match="no object is named 'Payment'; near it there are 'Payments'"):
        way.survey("Payment")


def test_an_integration_goes_by_its_name_or_where_two_share_it_by_its_id(adopting):
    assert adopting.run() == 0
    assert 'InboundIntegration("metrics-bridge", name="Metrics bridge"' in adopting.program()
    adopting.seed(integrations=[{"name": "Metrics bridge", "component": "Checkout"}])
    assert adopting.run(into="two") == 0
    program = adopting.program(into="two")
    for row in adopting.server.rows("integrations"):
        assert f'integration_id="{row["id"]}"' in program
    assert 'name="Metrics bridge"' not in program
    assert "metrics_bridge = " in program
    assert "metrics_bridge_2 = " in program
    rows = json.loads((adopting.folder / "two" / "import.json").read_text())["resources"]
    for row in rows:
        if row["type"].endswith("InboundIntegration"):
            assert row["inputs"]["integration_id"] == row["id"]
            assert "name" not in row["outputs"]


def test_what_an_account_has_no_list_of_is_left_out_and_named(adopting):
    adopting.server.faults({"operation": "list_working_hours", "status": 404})
    adopting.seed(schedules=[{"name": "A", "timezone": "UTC", "layers": [layer("L")]}])
    assert adopting.run() == 2
    assert "warning: working hours are left out, since there is no list: " in adopting.err
    assert "scaling.Schedule(" in adopting.program()


def test_where_nothing_can_be_listed_that_is_the_error(adopting, monkeypatch):
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", "scl_live_nobody")
    assert adopting.run() == 1
    assert adopting.err.startswith("error: ")
    assert adopting.err.count("\n") == 1


def found(kind, id_, **state):
    return Found(by_name[kind], id_, state)


@st.composite
def accounts(draw):
    """Integrations over routing policies over policies over schedules, each to any below it."""
    few = st.integers(0, 3)

    def some(ids):
        return draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)) if ids else []

    names = iter(ascii_lowercase)
    schedules = [f"s{index}" for index in range(draw(few))]
    there = [found("Schedule", each, name=next(names), timezone="UTC") for each in schedules]
    policies = [f"p{index}" for index in range(draw(few))]
    for each in policies:
        there.append(found("EscalationPolicy", each, name=next(names)))
        for rank, schedule in enumerate(some(schedules), 1):
            target = {"type": "schedule", "schedule_id": schedule}
            given_ = {"policy_id": each, "position": rank, "ack_timeout_minutes": 5}
            there.append(found("PolicyLayer", f"{each}/{rank}", **given_, target=target))
    routings = [f"r{index}" for index in range(draw(few))]
    for each in routings:
        said = [{"severity": "low", "escalation_policy_id": policy} for policy in some(policies)]
        there.append(found("RoutingPolicy", each, name=next(names), rules=said))
    for index in range(draw(few)):
        said = [{"matchers": [], "routing_policy_id": routing} for routing in some(routings)]
        there.append(found("InboundIntegration", f"i{index}", name=next(names), selectors=said))
    # However they were read, what lives in an object comes after it.
    return sorted(draw(st.permutations(there)), key=lambda one: bool(one.kind.parent))


@given(accounts())
def test_every_name_is_made_before_it_is_used_and_each_object_once(there):
    made = files(there, {}, Style("x", protected=False))
    known, calls = {"scaling"}, []
    for node in ast.parse(made["__main__.py"]).body[1:]:
        used = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
        targets = {each.id for each in getattr(node, "targets", ())}
        assert used - targets <= known
        known |= targets
        calls += [each.args[0].value for each in ast.walk(node) if isinstance(each, ast.Call)]
    assert len(calls) == len(set(calls)) == len(there)
    refers = sum(len(one.needs) for one in there)
    assert made["__main__.py"].count(".id") == refers
    modules = files(there, {}, Style("x", protected=False, by_team=True))
    imports = {
        name.rpartition("/")[2].removesuffix(".py"): {
            node.module.removeprefix("teams.")
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.ImportFrom) and node.module
        }
        for name, text in modules.items()
        if name.startswith("teams/")
    }
    done = []
    while len(done) < len(imports):
        ready = [name for name in imports if name not in done and imports[name] <= set(done)]
        assert ready, f"modules import each other: {imports}"
        done += ready


@given(st.dictionaries(st.integers(0, 9), st.sets(st.integers(0, 9))))
def test_each_comes_once_after_what_it_needs_unless_that_needs_it_too(needs):
    items = list(needs)
    ordered = in_order(items, lambda each: each, needs.__getitem__)
    assert sorted(ordered) == sorted(items)

    def reached(start):
        seen, ahead = set(), [start]
        while ahead:
            new = (needs[ahead.pop()] & needs.keys()) - seen
            seen |= new
            ahead += new
        return seen

    for place, each in enumerate(ordered):
        for other in needs[each] & needs.keys():
            assert ordered.index(other) < place or each in reached(other)
