"""What came back, as far as a witness asks for it. Kept in memory and never written anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pulumi_scaling.client import Answer, Failure
from pulumi_scaling.model import is_list, is_object

from .asks import Ask

__all__ = ["Look", "Looks"]

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Look:
    """One request and what became of it."""

    ask: Ask
    got: Answer | Failure

    @property
    def answer(self) -> Answer | None:
        """The whole answer, if one came."""
        return self.got if isinstance(self.got, Answer) else None

    @property
    def status(self) -> int | None:
        """Its status."""
        return self.got.status if isinstance(self.got, Answer) else None

    @property
    def body(self) -> Row:
        """The body, if it is an object."""
        body = self.got.body if isinstance(self.got, Answer) else None
        return body if is_object(body) else {}

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def code(self) -> str | None:
        """The code of a refusal."""
        code = self.body.get("code")
        return code if isinstance(code, str) and not self.ok else None

    def header(self, name: str) -> str | None:
        """A header of the answer."""
        return self.got.headers.get(name) if isinstance(self.got, Answer) else None

    @property
    def data(self) -> Any:
        """The `data` of what was done."""
        return self.body.get("data") if self.ok else None

    @property
    def object(self) -> Row:
        """The object in it."""
        return self.data if is_object(self.data) else {}

    @property
    def rows(self) -> list[Row]:
        """The list in it: `data` itself, or the first list in that."""
        data = self.data
        if is_object(data):
            data = next((each for each in data.values() if is_list(each)), None)
        return [row for row in data if is_object(row)] if is_list(data) else []

    @property
    def has_list(self) -> bool:
        """Whether there is a list in it that can be read."""
        data = self.data
        return is_list(data) or (is_object(data) and any(is_list(each) for each in data.values()))

    @property
    def own(self) -> str | None:
        """The id of the object in it."""
        own = self.object.get("id")
        return own if isinstance(own, str) and own else None

    @property
    def cursor(self) -> str | None:
        """Where its next page begins."""
        for place in (self.body, self.object):
            if isinstance(cursor := place.get("nextCursor"), str) and cursor:
                return cursor
        return None


class Looks(Mapping[str, Look]):
    """All of them by the name of the request."""

    def __init__(self, looks: Iterable[Look] = ()) -> None:
        self._looks = {look.ask.name: look for look in looks}

    def __getitem__(self, name: str) -> Look:
        return self._looks[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._looks)

    def __len__(self) -> int:
        return len(self._looks)

    def add(self, look: Look) -> Look:
        """Keep one."""
        self._looks[look.ask.name] = look
        return look

    def answered(self, *names: str) -> Iterator[Look]:
        """Those of these names that were answered, in this order."""
        for name in names:
            if (look := self._looks.get(name)) is not None and look.answer is not None:
                yield look

    def done(self, *names: str) -> Iterator[Look]:
        """Those of these names that were done, or of all."""
        for look in self.answered(*(names or self._looks)):
            if look.ok:
                yield look

    def refused(self) -> Iterator[Look]:
        """Those that were answered with an error."""
        for look in self.answered(*self._looks):
            if look.status is not None and look.status >= 400:
                yield look
