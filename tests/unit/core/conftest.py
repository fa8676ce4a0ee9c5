"""Accounts to test with: on a simulator, or on a transport of the test's own."""

import httpx
import pytest

from pulumi_scaling.client import Client
from pulumi_scaling.core import Account, Settings
from pulumi_scaling.patience import Patience
from pulumi_scaling.resources import CATALOG
from pulumi_scaling.simulator import Simulator

ADDRESS = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def _no_key_around(monkeypatch):
    for name in ("API_KEY", "BASE_URL", "FORCE"):
        monkeypatch.delenv(f"SCALING_CLOUD_{name}", raising=False)


@pytest.fixture(scope="session")
def _running():
    with Simulator().serve() as server:
        yield server


@pytest.fixture
def server(_running):
    _running.reset()
    yield _running
    _running.clear_faults()


@pytest.fixture
def warnings():
    """What was said to the person, in order."""
    return []


@pytest.fixture
def patience():
    """How long the accounts of a test wait; a module that knows better says so."""
    return Patience()


@pytest.fixture
def account_on(warnings, patience):
    """A new account, as each run of the engine makes one: of a server, or over a transport."""
    accounts = []

    def make(server=None, *, transport=None, key=None, waits=patience, **settings):
        clients = {}

        def connect(**given):
            clients["one"] = Client(transport=transport, **given)
            return clients["one"]

        url = server.url if server else ADDRESS
        key = key or (server.key if server else "k")
        chosen = Settings(api_key=key, base_url=url, key_from="SCALING_CLOUD_API_KEY", **settings)
        account = Account(
            chosen, warn=warnings.append, connect=connect, kinds=CATALOG, patience=waits
        )
        accounts.append(account)
        return account

    yield make
    for account in accounts:
        account.client.close()


@pytest.fixture
def account(account_on, server):
    """An admin's account on the simulator."""
    return account_on(server)


@pytest.fixture
def answering(account_on):
    """An account whose every request is answered by a function of it."""

    def make(answer, **settings):
        return account_on(transport=httpx.MockTransport(answer), **settings)

    return make
