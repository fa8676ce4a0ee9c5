"""A real browser, and what it did while a test used it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, sync_playwright

from pulumi_scaling.simulator import Server, Simulator
from tools.browser import NoBrowserError, browser

QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Names of other sites lead to this machine, as a hostile resolver would have them.
    "--host-resolver-rules=MAP *.example 127.0.0.1",
)


@dataclass
class Seen:
    """What a page did beside showing itself."""

    asked: list[str] = field(default_factory=list[str])
    """Addresses that it asked for."""
    dialogs: list[str] = field(default_factory=list[str])

    def watch(self, page: Page) -> None:
        """Note it from now on."""

        def asks(request: Request) -> None:
            self.asked.append(request.url)

        def opens(dialog: Dialog) -> None:
            self.dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("request", asks)
        page.on("dialog", opens)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all; each test has a window of its own. Without one, each is an error."""
    try:
        path = browser()
    except NoBrowserError as missing:
        pytest.fail(f"{missing}", pytrace=False)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def page(chromium: Browser, seen: Seen) -> Iterator[Page]:
    """An empty window."""
    context = chromium.new_context()
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    seen.watch(opened)
    yield opened
    context.close()


@pytest.fixture
def server() -> Iterator[Server]:
    with Simulator().serve() as running:
        running.clock("2026-03-01T03:00:00Z")
        yield running
