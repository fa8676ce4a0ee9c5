"""On-call as code for Scaling, in typed Python programs run by Pulumi.

```python
import pulumi_scaling as scaling

primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")
```

The names a program writes, and nothing else. GENERATED from the declarations: `make generate`.
"""

from .dynamic.resources import (
    EscalationPolicy,
    Member,
    PolicyLayer,
    RotationLayer,
    Schedule,
    ScheduleTarget,
    UsersTarget,
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
]
