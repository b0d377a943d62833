"""Preview as a whole, on real sockets and real files: build, show, rebuild on save, end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path
from queue import Queue

import pytest
from newsdesk.builder.build import Built as BuiltByBuilder
from newsdesk.model.problems import ContentError, Place, Problem, UsageError
from newsdesk.preview.channel import Channel
from newsdesk.preview.serve import Built, page_of, serve
from newsdesk.preview.server import listen

FAULT = Problem(Place("content/articles/2018/harbour.md", 3, 1), "no title", "Give it one.")


@dataclass(frozen=True)
class Made:
    summary: str = "1 page"
    touched: int = 1
    warnings: tuple[Problem, ...] = ()


def test_what_a_real_build_returns_is_what_preview_reads() -> None:
    read = {name for name in vars(Built) if not name.startswith("_")}
    known = {*BuiltByBuilder.__dataclass_fields__, *vars(BuiltByBuilder)}
    assert read == {"summary", "touched", "warnings"}
    assert read <= known


class Desk:
    """A site of one page whose content is one file; text "broken" cannot be built, "bug" raises."""

    def __init__(self, root: Path) -> None:
        self.content, self.output, self.said = root / "content", root / "output", Queue[str]()
        self.saved: list[frozenset[Path]] = []
        self.content.mkdir()
        self.url = ""
        self.write("first")

    def write(self, text: str) -> None:
        (self.content / "page.md").write_text(text)

    def build(self, saved: frozenset[Path]) -> Made:
        self.saved.append(saved)
        text = (self.content / "page.md").read_text()
        if text == "broken":
            raise ContentError([FAULT])
        if text == "bug":
            raise ZeroDivisionError("in a template")
        self.output.mkdir(exist_ok=True)
        (self.output / "index.html").write_text(f"<head></head>{text}")
        return Made()

    def hear(self, start: str) -> str:
        """The next thing said that begins with `start`."""
        while not (text := self.said.get(timeout=20)).startswith(start):
            pass
        return text

    def get(self, path: str = "") -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.url + path, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


@contextmanager
def running(desk: Desk, **options: str) -> Iterator[Desk]:
    stop = threading.Event()
    thread = threading.Thread(
        target=serve,
        args=(desk.build, desk.output),
        kwargs={"port": 0, "watch": [desk.content], "out": desk.said.put, "stop": stop, **options},
    )
    thread.start()
    try:
        desk.url = desk.hear("preview at ").split()[2]
        yield desk
    finally:
        stop.set()
        thread.join(timeout=20)
    assert not thread.is_alive()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def states(stream: HTTPResponse) -> Iterator[dict[str, str]]:
    for line in stream:
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


def test_a_save_is_built_and_told_to_open_pages(desk: Desk) -> None:
    with running(desk) as desk:
        desk.hear("built")
        with urllib.request.urlopen(f"{desk.url}__newsdesk__/events", timeout=20) as stream:
            told = states(stream)
            first = next(told)["generation"]
            assert f'data-generation="{first}"' in desk.get()[1]
            desk.write("second")
            second = next(told)
            assert second["generation"] != first
            assert not second["problem"]
            assert "second" in desk.get()[1]
    assert desk.saved[:2] == [frozenset(), {desk.content / "page.md"}]


def test_the_pages_that_browsers_show_are_known() -> None:
    channel = Channel()
    with channel.showing("/a/"), channel.showing("/a/"):
        with channel.showing("/b/"):
            assert channel.open_pages == {"/a/", "/b/"}
        assert channel.open_pages == {"/a/"}
    assert channel.open_pages == frozenset()


def test_a_browser_says_which_page_it_shows(tmp_path: Path) -> None:
    channel = Channel()
    server = listen(tmp_path, channel, host="127.0.0.1", port=0, base="/news", say=lambda _: None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    events = f"{server.url.removesuffix('news/')}__newsdesk__/events"
    request = urllib.request.Request(events, headers={"Referer": f"{server.url}topics/roads/"})
    with urllib.request.urlopen(request, timeout=20) as stream:
        told = states(stream)
        next(told)
        assert channel.open_pages == {"/topics/roads/"}
        channel.first_built()
        assert next(told)["generation"].endswith("-1")
    channel.close()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("text", "told_of"),
    [("broken", "content/articles/2018/harbour.md:3:1: error: no title. Give it one."), ("bug", "ZeroDivisionError")],
)
def test_a_failed_build_is_told_and_leaves_the_last_good_page(desk: Desk, text: str, told_of: str) -> None:
    with running(desk) as desk:
        desk.hear("built")
        with urllib.request.urlopen(f"{desk.url}__newsdesk__/events", timeout=20) as stream:
            told = states(stream)
            good = next(told)
            desk.write(text)
            bad = next(told)
            assert told_of in bad["problem"]
            assert bad["generation"] == good["generation"]
            assert "first" in desk.get()[1]
            desk.write("mended")
            assert next(told)["problem"] == ""
            assert "mended" in desk.get()[1]


def test_a_first_build_that_fails_is_shown_in_place_of_the_site(desk: Desk) -> None:
    desk.write("broken")
    with running(desk) as desk:
        desk.hear("content/")
        status, page = desk.get()
        assert status == 503
        assert "harbour.md:3:1" in page
        assert "reload.js" in page


def test_a_site_below_a_base_is_served_there(desk: Desk) -> None:
    with running(desk, base="/digest") as desk:
        desk.hear("built")
        assert desk.url.endswith("/digest/")
        assert "first" in desk.get()[1]
        assert desk.get("nothing")[0] == 404


def test_a_file_that_is_replaced_by_renaming_is_watched_still(tmp_path: Path, desk: Desk) -> None:
    conf = tmp_path / "conf.py"
    conf.write_text("1")
    stop = threading.Event()
    options = {"port": 0, "watch": [conf], "out": desk.said.put, "stop": stop}
    thread = threading.Thread(target=serve, args=(desk.build, desk.output), kwargs=options)
    thread.start()
    try:
        desk.hear("built")
        for _ in range(2):
            fresh = tmp_path / "conf.py.new"
            fresh.write_text("2")
            fresh.replace(conf)
            desk.hear("built")
    finally:
        stop.set()
        thread.join(timeout=20)


def test_a_taken_port_gives_way_to_the_next_free_one(tmp_path: Path) -> None:
    said: list[str] = []
    with listen(tmp_path, Channel(), host="127.0.0.1", port=0, base="", say=said.append) as first:
        taken = first.server_port
        with listen(tmp_path, Channel(), host="127.0.0.1", port=taken, base="", say=said.append) as second:
            assert second.server_port != taken
            assert said == [f"port {taken} is taken; using {second.server_port}"]


def test_an_address_that_is_not_this_machines_is_a_fault_of_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Cannot listen on 192\.0\.2\.1"):
        listen(tmp_path, Channel(), host="192.0.2.1", port=0, base="", say=print)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly_while_a_browser_listens(tmp_path: Path, number: signal.Signals) -> None:
    program = """
        import sys
        from pathlib import Path
        from types import SimpleNamespace
        from newsdesk.preview.serve import Built, page_of, serve
        serve(lambda saved: SimpleNamespace(summary="", touched=0, warnings=()), Path(sys.argv[1]), port=0, watch=[])
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    url = process.stdout.readline().split()[2]
    assert process.stdout.readline().startswith("built")
    with urllib.request.urlopen(f"{url}__newsdesk__/events", timeout=20) as stream:
        next(states(stream))
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "preview ended\n", "")


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("content/articles/2018/harbour.md", "/articles/harbour/"),
        ("content/topics/ports.md", "/topics/ports/"),
        ("content/editions/2018-10-14.md", "/editions/2018-10-14/"),
        ("content/pages/about.md", "/about/"),
        ("content/images/pier.png", ""),
        ("pelicanconf.py", ""),
    ],
)
def test_a_warning_belongs_to_the_page_of_its_file(file: str, address: str) -> None:
    assert page_of(file) == address
