"""What the browser tests stand on: a Chromium, a checker, a validator, and a site served from this machine alone.

Where one of them is missing the tests are skipped with the reason; with NEWSDESK_BROWSER=required they fail instead.
`npm ci` in this folder brings the checker and the validator; Chromium is found on the path or named by CHROMIUM.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.theme_patterns.render import write_site

MODULES = Path(__file__).parent / "node_modules"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def pattern_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with every page kind, full and bare, and the page of blocks."""
    return write_site(tmp_path_factory.mktemp("patterns"))


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Where a folder is served while the context lasts, without a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address(pattern_site: Path) -> Iterator[str]:
    """Where the pattern site is served, without a slash at the end."""
    with serving(pattern_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program or not Path(program).exists():
        _lacking("no Chromium: install one, or name its program in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's script."""
    script = MODULES / "axe-core" / "axe.min.js"
    if not script.is_file():
        _lacking("no axe-core: run `npm ci` in tests/browser")
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def validator() -> tuple[str, ...]:
    """The command that validates a folder of HTML, but for the folder."""
    java, jar = shutil.which("java"), MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if java is None:
        _lacking("no Java to run the validator with")
    if not jar.is_file():
        _lacking("no vnu-jar: run `npm ci` in tests/browser")
    return (str(java), "-Xss4m", "-jar", str(jar))


def _lacking(reason: str) -> None:
    if os.environ.get("NEWSDESK_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(reason)
