"""Chromium on a live server: every page a test opens is held to axe-core and to the edge of the screen, and its picture is kept.

Pictures lie in ``tests/browser/shots`` (not in the repository); whoever changes a page looks at them.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

SHOTS = Path(__file__).parent / "shots"
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--no-default-browser-check", "--font-render-hinting=none"]  # fmt: skip
WIDTHS = (360, 1280)
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Playwright keeps an event loop in this thread; Django then takes every query for one made in async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives Chromium; where there is none, say so and go on."""
    for item in items:
        if item.path.parent != Path(__file__).parent:
            continue
        item.add_marker(pytest.mark.browser)
        if CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="không có Chromium: apt-get install chromium rồi chạy lại"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser a file: Playwright keeps an event loop running in this thread, which tests of other files may not find there."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Desk:
    """A person at a browser of one width. Every page opened is checked; ``shoot`` keeps its picture under a name."""

    def __init__(self, browser: Any, address: str, width: int, *, javascript: bool = True) -> None:
        self.address, self.width, self.javascript = address, width, javascript
        self.context = browser.new_context(
            viewport={"width": width, "height": 800}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", java_script_enabled=javascript,
            has_touch=width < 600, reduced_motion="reduce",
        )  # fmt: skip
        self.context.set_default_timeout(30_000)  # the machine may be busy; a page that is gone is gone after thirty seconds, too
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", self._heard)
        self.page.on("response", self._answered)

    def _heard(self, message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _answered(self, response: Any) -> None:
        if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
            self.faults.append(f"{response.status} {response.url}")

    def open(self, path: str) -> Any:
        """Go to a path of the site."""
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, name: str, password: str) -> None:
        """Through the front door, as people do."""
        self.open("/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(name)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.page.wait_for_url("**/viec/")

    def shoot(self, name: str) -> None:
        """Keep a picture of the whole page and hold the page to everything we promise of one."""
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}-{self.width}.png", full_page=True)
        self.check()

    def check(self) -> None:
        """No axe violation, nothing beyond the edge of the screen, nothing said on the console, nothing that failed to load."""
        faults = [*self.faults, *self._beyond_the_edge(), *(self._axe() if self.javascript else [])]
        assert not faults, f"{self.page.url} at {self.width} px:\n" + "\n".join(faults)

    def _beyond_the_edge(self) -> list[str]:
        wide = self.page.evaluate("document.documentElement.scrollWidth") if self.javascript else 0
        return [f"the page is {wide} px wide"] if wide > self.width else []

    def _axe(self) -> list[str]:
        from axe_playwright_python.sync_playwright import Axe

        # On a phone the places stand over the foot of the window. What lies under them now can be scrolled out; axe would call it covered.
        height = max(800, self.page.evaluate("document.documentElement.scrollHeight"))
        self.page.set_viewport_size({"width": self.width, "height": height})
        results = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}}).response
        self.page.set_viewport_size({"width": self.width, "height": 800})
        assert results["passes"], "axe looked at nothing"
        return [
            f"axe {violation['id']}: {violation['help']}\n    " + "\n    ".join(
                re.sub(r"\s+", " ", f"{node['html'][:160]} {node['failureSummary'][:200]}") for node in violation["nodes"][:4]
            )
            for violation in results["violations"]
        ]  # fmt: skip

    def close(self) -> None:
        """Close this person's browser."""
        self.context.close()


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def width(request: pytest.FixtureRequest) -> int:
    """The widths at which every page is looked at."""
    return int(request.param)


@pytest.fixture
def desk_of(chromium: Any, live_server: Any) -> Iterator[Callable[..., Desk]]:
    """Makes a browser of one more person."""
    opened: list[Desk] = []

    def make(width: int, *, javascript: bool = True) -> Desk:
        opened.append(Desk(chromium, live_server.url, width, javascript=javascript))
        return opened[-1]

    yield make
    for desk in opened:
        desk.close()
