"""The program of this folder, deployed once to a simulator that is thrown away afterwards."""

import runpy
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pulumi import automation
from pulumi_scaling.client import Client
from pulumi_scaling.simulator import Server, Simulator

PROGRAM = Path(__file__).parent / "__main__.py"
PARIS = ZoneInfo("Europe/Paris")


class Nights:
    """Asks what would happen at some moment."""

    def __init__(self, server: Server, client: Client) -> None:
        self.server, self.client = server, client
        self._emails = {user.id: user.email for user in client.users.list()}
        self._schedules = {each.name: each.id for each in client.schedules.list()}

    def page(self, schedule: str, at: str) -> str:
        """Open an incident at a moment of Paris; its id."""
        self.server.clock(_moment(at))
        return self.client.incidents.create(
            title="It is on fire", severity="critical", owner_schedule_id=self._schedules[schedule]
        ).id

    def woken(self, incident: str, *, after: int) -> list[str | None]:
        """Who has been paged for it when so many more minutes have gone by, in order."""
        self.server.clock(advance=after * 60)
        pages = [page for page in self.server.pages if page["incidentId"] == incident]
        return [self._emails[page["userId"]] for page in pages]

    def owner(self, schedule: str, at: str) -> str | None:
        """Who is on call at a moment of Paris."""
        found = self.client.schedules.resolve(self._schedules[schedule], at=_moment(at)).owner
        return None if found is None else self._emails[found]


def _moment(at: str) -> str:
    return datetime.fromisoformat(at).replace(tzinfo=PARIS).isoformat()


def program() -> None:
    """The program under test, run in the process of the tests."""
    runpy.run_path(str(PROGRAM))


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    """One `pulumi up` for all tests; each asks about other moments of the same world."""
    with Simulator().serve() as server:
        stack = automation.create_stack(
            "test",
            project_name="testing",
            program=program,
            opts=automation.LocalWorkspaceOptions(
                env_vars={
                    "PULUMI_BACKEND_URL": f"file://{tmp_path_factory.mktemp('backend')}",
                    "PULUMI_CONFIG_PASSPHRASE": "only a test",
                    "SCALING_CLOUD_BASE_URL": server.url,
                    "SCALING_CLOUD_API_KEY": server.key,
                }
            ),
        )
        stack.up()
        with Client(api_key=server.key, base_url=server.url) as client:
            yield Nights(server, client)
