"""The version, where everything reads it: the build, the command line, what a request says of us.

Not from the metadata of the installed package: every process of every run would look it up.
"""

from __future__ import annotations

from typing import Final

__all__ = ["VERSION"]

VERSION: Final = "0.1.0"
