"""httpx without its command line.

`import httpx` brings `httpx._main` along, and with it rich, pygments and click wherever somebody
installed them: 5 MiB and a tenth of a second in a process that is started for each run. What httpx
does without them is to leave its command out, which nobody types here.
"""

from __future__ import annotations

import sys

_COMMAND = "httpx._main"

if "httpx" not in sys.modules:
    _modules: dict[str, object] = sys.modules  # type: ignore[assignment]
    # None is Python's own word for "is not to be found".
    _modules[_COMMAND] = None
    try:
        import httpx
    finally:
        _modules.pop(_COMMAND, None)
else:
    import httpx

__all__ = ["httpx"]
