"""The words the API takes. What it answers may hold newer ones and is read as plain text."""

from __future__ import annotations

from typing import Literal

__all__ = ["Outcome", "Role", "RotationType", "Severity", "Status", "Visibility"]

Severity = Literal["critical", "high", "medium", "low"]
Status = Literal["investigating", "identified", "monitoring", "resolved"]
"""Of an incident, in the order it goes through them."""
Visibility = Literal["internal", "public"]
Role = Literal["org:admin", "org:member"]
RotationType = Literal["daily", "weekly", "custom"]
Outcome = Literal["incident", "provisional_page", "notification", "drop"]
"""What an alert leads to."""
