"""Rows in SQLite, in memory or in a file. Uniqueness and cascades are the database's business.

One connection, used under the world's lock. In a file every answered write survives the death of
the process: it is in the write-ahead log, which the operating system keeps, before the answer goes
out. Only a crash of the machine itself may lose the last moments.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from importlib import resources
from typing import Any, Final, cast

Row = dict[str, Any]

_DOCUMENT: Final = "JSON_TEXT"
_VERSION: Final = 2
"""Raised with every change of schema.sql: data of another shape is refused, not misread."""


class NameTaken(Exception):
    """A unique column already holds the value."""


class UnusableData(RuntimeError):
    """A data file that cannot be opened, is held by another process, or is none of ours."""


class Store:
    """The database and the few questions the areas ask it."""

    def __init__(self, path: str | None = None) -> None:
        sqlite3.register_converter(_DOCUMENT, json.loads)
        try:
            self._database = sqlite3.connect(
                path or ":memory:",
                isolation_level=None,
                check_same_thread=False,
                detect_types=sqlite3.PARSE_DECLTYPES,
                cached_statements=512,
                timeout=0.2,
            )
        except sqlite3.OperationalError as unreachable:
            raise UnusableData(f"{path} cannot be opened: {unreachable}") from unreachable
        self._database.row_factory = _as_dict
        try:
            self._prepare(path)
        except sqlite3.DatabaseError as unusable:
            self._database.close()
            why = "another simulator uses it" if "locked" in str(unusable) else str(unusable)
            raise UnusableData(f"{path} cannot be used: {why}") from unusable
        except UnusableData:
            self._database.close()
            raise

    def _prepare(self, path: str | None) -> None:
        for pragma in (
            # Exclusive: two simulators on one file would answer from two different worlds.
            "locking_mode=EXCLUSIVE",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
        ):
            self._database.execute(f"PRAGMA {pragma}")
        version = self.one("PRAGMA user_version") or {}
        tables = self.all("SELECT name FROM sqlite_master WHERE type = 'table'")
        if tables and version.get("user_version") != _VERSION:
            raise UnusableData(f"{path} was not written by this version of the simulator")
        if not tables:
            schema = resources.files(__name__.rpartition(".")[0]).joinpath("schema.sql")
            # At once: a process killed in between would leave data of no version.
            self._database.executescript(
                f"BEGIN; {schema.read_text('utf-8')} PRAGMA user_version={_VERSION}; COMMIT;"
            )
        self._tables = [
            cast("str", row["name"])
            for row in self.all(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'openings'"
            )
        ]

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All or nothing; what was written inside is there before it returns."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def one(self, sql: str, *values: Any) -> Row | None:
        """The first row, or None."""
        return cast("Row | None", self._database.execute(sql, values).fetchone())

    def all(self, sql: str, *values: Any) -> list[Row]:
        """Every row."""
        return self._database.execute(sql, values).fetchall()

    def run(self, sql: str, *values: Any) -> int:
        """Execute and tell how many rows it touched."""
        return self._database.execute(sql, values).rowcount

    def insert(self, table: str, values: Mapping[str, Any]) -> None:
        """A new row; lists and objects are kept as JSON."""
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        self._write(f"INSERT INTO {table} ({columns}) VALUES ({marks})", table, values)  # noqa: S608 - our own names

    def update(self, table: str, row_id: str, values: Mapping[str, Any]) -> None:
        """New values for the row with this id."""
        columns = ", ".join(f"{column} = ?" for column in values)
        self._write(f"UPDATE {table} SET {columns} WHERE id = ?", table, values, row_id)  # noqa: S608 - our own names

    def _write(self, sql: str, table: str, values: Mapping[str, Any], *more: str) -> None:
        bound = [
            json.dumps(value) if isinstance(value, list | dict) else value
            for value in values.values()
        ]
        try:
            self._database.execute(sql, (*bound, *more))
        except sqlite3.IntegrityError as conflict:
            if "UNIQUE" in str(conflict):
                raise NameTaken(table) from conflict
            raise

    def empty(self) -> None:
        """Forget every row; the caller holds a transaction."""
        self._database.execute("PRAGMA defer_foreign_keys=ON")
        for table in self._tables:
            self._database.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names

    def opened(self) -> int:
        """How often this database was opened before."""
        before = self.one("SELECT count(*) AS times FROM openings")
        self.run("INSERT INTO openings DEFAULT VALUES")
        return 0 if before is None else cast("int", before["times"])


def _as_dict(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> Row:
    return {
        description[0]: value for description, value in zip(cursor.description, row, strict=True)
    }
