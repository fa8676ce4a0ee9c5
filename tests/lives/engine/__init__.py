"""A small model of Pulumi's engine: what it asks of a provider, in which order, and what it keeps.

After the engine's own source (`step_generator.go`, `step_executor.go`, `snapshot.go`): checks and
comparisons one after the other, steps side by side, deletes last and in waves. What it leaves out
is told on the page `sdk-docs/lives.md`; `test_against_the_engine.py` holds it against the real CLI.
"""

from .deployment import Options, Result, run
from .state import Snapshot, State

__all__ = ["Options", "Result", "Snapshot", "State", "run"]
