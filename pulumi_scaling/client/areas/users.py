"""The people of the organization, as schedules and incidents name them."""

from __future__ import annotations

from collections.abc import Iterator

from .area import Area
from .records import Record

__all__ = ["User", "Users"]


class User(Record):
    """A person; the id is that of the team member."""

    id: str
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None

    @property
    def name(self) -> str:
        """What to call them: both names, else the address, else the id."""
        names = " ".join(part for part in (self.first_name, self.last_name) if part)
        return names or self.email or self.id


class Users(Area):
    """`client.users`."""

    def list(self) -> Iterator[User]:
        """Everybody, in the order of the server."""
        return self._all(User, "/users", within="users")

    def find(self, email: str) -> User | None:
        """Whoever has the address, however it is capitalised; None if nobody has.

        ```python
        bo = client.users.find("bo@example.com")
        assert bo is not None
        print(bo.id, bo.name)
        ```
        """
        wanted = email.strip().casefold()
        return next((one for one in self.list() if (one.email or "").casefold() == wanted), None)
