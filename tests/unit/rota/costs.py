"""What an answer costs, the same on any machine."""

import sys


def calls(function, *arguments):
    """How many calls of Python functions an answer takes: its cost, on any machine."""
    seen = []
    sys.setprofile(lambda frame, event, _: seen.append(frame.f_code) if event == "call" else None)
    try:
        function(*arguments)
    finally:
        sys.setprofile(None)
    return len(seen)
