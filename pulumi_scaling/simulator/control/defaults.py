"""The world a simulator starts with when nobody seeds another: two organizations, a few people."""

from __future__ import annotations

from typing import Any, Final

ORGANIZATION: Final = "org_harborline"
ADMIN_KEY: Final = "scl_live_harborline_admin"
"""Acts as Ana, who is an admin."""
SECOND_KEY: Final = "scl_live_harborline_second"
"""Acts as Dee, an admin of the same organization."""
MEMBER_KEY: Final = "scl_live_harborline_member"
"""Acts as Bo, who is no admin."""
EXPIRED_KEY: Final = "scl_live_harborline_expired"
OTHER_ORGANIZATION: Final = "org_northwind"
OTHER_KEY: Final = "scl_live_northwind_admin"
"""Acts as Nia, an admin of the other organization."""

_RULES: Final = [
    {"severity": "critical", "outcome": "incident"},
    {"severity": "high", "outcome": "provisional_page"},
    {"severity": "medium", "outcome": "notification"},
    {"severity": "low", "outcome": "drop"},
]

WORLD: Final[dict[str, Any]] = {
    "organizations": [
        {
            "id": ORGANIZATION,
            "members": [
                {
                    "id": "user_ana",
                    "email": "ana@example.com",
                    "firstName": "Ana",
                    "lastName": "Sousa",
                    "role": "org:admin",
                },
                {
                    "id": "user_bo",
                    "email": "bo@example.com",
                    "firstName": "Bo",
                    "lastName": "Lindqvist",
                },
                {
                    "id": "user_cy",
                    "email": "cy@example.com",
                    "firstName": "Cy",
                    "lastName": "Okafor",
                },
                {
                    "id": "user_dee",
                    "email": "dee@example.com",
                    "firstName": "Dee",
                    "lastName": "Marsh",
                    "role": "org:admin",
                },
                {"id": "user_eli", "email": "eli@example.com", "firstName": "Eli"},
            ],
            "keys": [
                {"key": ADMIN_KEY, "user": "user_ana"},
                {"key": SECOND_KEY, "user": "user_dee"},
                {"key": MEMBER_KEY, "user": "user_bo"},
                {"key": EXPIRED_KEY, "user": "user_ana", "expires": "2024-01-01T00:00:00Z"},
            ],
            "components": [{"name": "Checkout", "groupLabel": "Shop", "published": True}],
            "routing_policies": [{"name": "Fallback", "isDefault": True, "rules": _RULES}],
            "integrations": [{"name": "Metrics bridge", "component": "Checkout"}],
        },
        {
            "id": OTHER_ORGANIZATION,
            "members": [
                {
                    "id": "user_nia",
                    "email": "nia@northwind.example",
                    "firstName": "Nia",
                    "lastName": "Berg",
                    "role": "org:admin",
                },
                {"id": "user_oz", "email": "oz@northwind.example", "firstName": "Oz"},
            ],
            "keys": [{"key": OTHER_KEY, "user": "user_nia"}],
            "routing_policies": [{"name": "Fallback", "isDefault": True, "rules": _RULES}],
        },
    ]
}
