"""On-call as code for Scaling, in typed Python programs run by Pulumi.

```python
import pulumi_scaling as scaling

primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")
```

The names a program writes, and nothing else. GENERATED from the declarations: `make generate`.
"""

from .dynamic.lookups import (
    GetOnCallResult,
    GetUserResult,
    get_on_call,
    get_on_call_output,
    get_user,
    get_user_output,
)
from .dynamic.resources import (
    EscalationPolicy,
    Member,
    PolicyLayer,
    RotationLayer,
    Schedule,
    ScheduleTarget,
    UsersTarget,
)
from .dynamic.results import (
    GetEscalationPolicyResult,
    GetMemberResult,
    GetScheduleResult,
    get_escalation_policy,
    get_escalation_policy_output,
    get_member,
    get_member_output,
    get_schedule,
    get_schedule_output,
)
from .errors import (
    ApiError,
    ConfigError,
    Conflict,
    ConnectionFailed,
    InUse,
    Invalid,
    NotAuthorized,
    NotFound,
    RateLimited,
    Refused,
    ScalingError,
    ServerFault,
    Unreadable,
)

__all__ = [
    "ApiError",
    "ConfigError",
    "Conflict",
    "ConnectionFailed",
    "EscalationPolicy",
    "GetEscalationPolicyResult",
    "GetMemberResult",
    "GetOnCallResult",
    "GetScheduleResult",
    "GetUserResult",
    "InUse",
    "Invalid",
    "Member",
    "NotAuthorized",
    "NotFound",
    "PolicyLayer",
    "RateLimited",
    "Refused",
    "RotationLayer",
    "ScalingError",
    "Schedule",
    "ScheduleTarget",
    "ServerFault",
    "Unreadable",
    "UsersTarget",
    "get_escalation_policy",
    "get_escalation_policy_output",
    "get_member",
    "get_member_output",
    "get_on_call",
    "get_on_call_output",
    "get_schedule",
    "get_schedule_output",
    "get_user",
    "get_user_output",
]
