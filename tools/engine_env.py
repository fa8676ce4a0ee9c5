"""The environment in which programs are run by the engine, closed off from the user's own.

Knows nothing of the demo or the tests that run in it.
"""

from __future__ import annotations

import os
from pathlib import Path

# A program of ours must never act on a real account or a real backend because a key or a token
# happened to be exported; another Python's paths would bring in another SDK; and where nothing
# compiled may be kept, each command compiles this package anew, twice. What a `make` around all of
# this was told is not told to one inside.
NOT_OURS = (
    "PULUMI_", "SCALING_", "PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV",
    "MAKE", "MFLAGS",
)  # fmt: skip


def environment(engine: Path, *, venv: Path, home: Path) -> dict[str, str]:
    """Return variables for the `pulumi` in `engine`; its state and its settings go below `home`.

    The stacks are in `home/backend`, everything else that Pulumi keeps is in `home/pulumi`.
    """
    backend, settings = home.absolute() / "backend", home.absolute() / "pulumi"
    for folder in (backend, settings):
        folder.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    direct = os.environ.get("NO_PROXY") or os.environ.get("no_proxy")
    direct = ",".join(filter(None, [direct, "127.0.0.1", "localhost", "::1"]))
    return {
        **kept,
        # The venv comes first: the host we build takes `python3` from PATH, whatever a project's
        # options.virtualenv says, and what is taken must have this package.
        "PATH": os.pathsep.join([str(venv / "bin"), str(engine), os.environ.get("PATH", "")]),
        "VIRTUAL_ENV": str(venv),
        "PULUMI_HOME": str(settings),
        "PULUMI_BACKEND_URL": f"file://{backend}",
        "PULUMI_CONFIG_PASSPHRASE": "nothing here is secret",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        # Nothing we run needs a plugin; looking for one costs seconds where there is no network.
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        # The simulator is on this machine, also for those who reach all others through a proxy.
        "NO_PROXY": direct,
        "no_proxy": direct,
    }
