"""On-call for every team of `teams.py`."""

import pulumi
from oncall import OnCall
from teams import TEAMS

pulumi.export("policies", {team.name: OnCall(team).policy_id for team in TEAMS})
