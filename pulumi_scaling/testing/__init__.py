"""Who is woken by a program, told in a test of it: no engine, no account, no simulator.

```python
from pulumi_scaling.testing import rota_of

rota = rota_of("__main__.py")
assert rota.on_call("Primary", "2026-03-01 03:00").owner == "cy@example.com"
assert rota.gaps() == []
```
"""

from .program_rota import ProgramRota, UncoveredTime, Woken, rota_of

__all__ = ["ProgramRota", "UncoveredTime", "Woken", "rota_of"]
