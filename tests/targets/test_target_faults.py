"""Law 6 at every kind of target: killed, cut off, refused or raced, readers get one whole release; the next heals."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from botocore.exceptions import ResponseStreamingError
from botocore.response import StreamingBody
from newsdesk.model.problems import RefusedError, RolledBackError
from newsdesk.publisher.lock import Owner, owner_json
from newsdesk.publisher.manifest import manifest_of
from newsdesk.publisher.publish import publish

from tests.built_sites import URL, contents, page, write_built
from tests.targets.places import KINDS, Place

FAR = [kind for kind in KINDS if kind != "directory"]
S3 = [kind for kind in KINDS if kind.startswith("s3")]
PUBLISHER = """
    import os, signal, sys, time
    from pathlib import Path
    from newsdesk.model.problems import RefusedError, RolledBackError
    from newsdesk.publisher.publish import publish
    from newsdesk.publisher.targets.addresses import open_target
    address, root, built, fate, seconds = sys.argv[1:]
    def at(step):
        print(step, flush=True)
        if fate == step:
            os.kill(os.getpid(), signal.SIGKILL)
        if fate == "wait" and step == "planned":
            sys.stdin.readline()
    target = open_target(address, root=Path(root), cache=Path(root) / "cache", keep=3)
    try:
        publish(Path(built), target, site_url="https://example.org", environ={}, at=at)
    except RefusedError:
        sys.exit(3)
    except RolledBackError:
        sys.exit(4)
"""


def built_with(place: Place, note: str, more: Mapping[str, str] | None = None) -> Path:
    own = {"note.txt": note, "articles/dam/index.html": page(f"Dam, {note}")}
    return write_built(place.root / note, {**own, **(more or {})})


def publish_to(place: Place, note: str) -> str:
    return publish(built_with(place, note), place.open(), site_url=URL, environ={}).status


def publisher(place: Place, note: str, fate: str = "", address: str = "") -> subprocess.Popen[bytes]:
    """A process that publishes; `fate` is the step at which it kills itself, or "wait" until it is told to go on."""
    command = [sys.executable, "-c", textwrap.dedent(PUBLISHER), address or place.address, str(place.root)]
    built = str(built_with(place, note))
    return subprocess.Popen(
        [*command, built, fate, "0"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def is_one_whole_release(place: Place, *notes: str) -> str:
    """Which of the built sites readers get; fails if it is none."""
    shown = place.shown()
    whole = [note for note in notes if shown == contents(place.root / note)]
    assert len(whole) == 1, sorted(shown)
    return whole[0]


def is_old_or_new(place: Place, *notes: str) -> None:
    """Fails unless readers get one of the built sites; or, where no switch is one step, of each file one of them."""
    if place.kind != "s3 in place":
        is_one_whole_release(place, *notes)
        return
    sites = [contents(place.root / note) for note in notes]
    assert all(any(site.get(path) == content for site in sites) for path, content in place.shown().items())


def heals(place: Place, note: str) -> None:
    assert publish_to(place, note) in ("published", "mended", "unchanged")
    assert is_one_whole_release(place, note) == note
    assert place.open().is_tidy()
    assert publish_to(place, note) == "unchanged"


@pytest.mark.also_on("ssh")
@pytest.mark.parametrize("step", [pytest.param("locked", marks=pytest.mark.slow), "copied", "switched"])
@pytest.mark.parametrize("kind", FAR)
def test_killed_at_a_step_one_whole_release_is_live_and_the_next_heals(
    make_place: Callable[[str], Place], kind: str, step: str
) -> None:
    place = make_place(kind)
    publish_to(place, "one")
    with publisher(place, "two", step) as run:
        assert run.wait(300) == -signal.SIGKILL
    assert is_one_whole_release(place, "one", "two") == ("two" if step == "switched" else "one")
    heals(place, "two")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_fifty_random_moments_one_whole_release_is_live(
    make_place: Callable[[str], Place], kind: str
) -> None:
    place, chance = make_place(kind), random.Random(8)
    publish_to(place, "one")
    notes = ["one", "two"]
    for turn in range(50):
        note = notes[(turn + 1) % 2]
        with publisher(place, note) as run:
            assert run.stdout is not None
            assert run.stdout.readline() == b"read\n"
            time.sleep(chance.uniform(0, 2.5))
            run.kill()
        is_old_or_new(place, *(note for note in notes if (place.root / note).exists()))
    heals(place, "one")


@pytest.mark.parametrize("rounds", [1, pytest.param(50, marks=pytest.mark.slow)])
@pytest.mark.also_on("s3 trusting")
@pytest.mark.parametrize("kind", FAR)
def test_of_two_publishers_at_once_exactly_one_wins(make_place: Callable[[str], Place], kind: str, rounds: int) -> None:
    place = make_place(kind)
    publish_to(place, "old")
    for turn in range(rounds):
        notes = (f"one{turn}", f"two{turn}")
        rivals = [publisher(place, note, "wait") for note in notes]
        for rival in rivals:
            assert rival.stdout is not None
            while rival.stdout.readline() not in (b"planned\n", b""):
                pass
        for rival in rivals:
            assert rival.stdin is not None
            rival.stdin.write(b"go\n")
            rival.stdin.close()
        for rival in rivals:
            assert rival.stdout is not None
            rival.stdout.read()
        ends = [rival.wait(300) for rival in rivals]
        assert sorted(ends) == [0, 3]
        assert is_one_whole_release(place, *notes) == notes[ends.index(0)]


@pytest.mark.also_on("ssh")
@pytest.mark.parametrize("kind", FAR)
def test_a_lock_whose_owner_is_dead_or_late_does_not_block(make_place: Callable[[str], Place], kind: str) -> None:
    place = make_place(kind)
    publish_to(place, "one")
    with place.open().lock() as held:
        slot = held.slot  # type: ignore[attr-defined]
    for owner in (Owner("elsewhere", 1, 10.0, 20.0, "late"), Owner("elsewhere", 1, 9e9, 9e9 + 10, "from the future")):
        assert slot.swap(owner_json(owner), slot.read())
        assert not place.open().is_tidy()
        assert publish_to(place, f"after {owner.token}") == "published"
    assert slot.swap("{", None)
    assert publish_to(place, "after nobody") == "published"
    assert slot.swap(owner_json(Owner("elsewhere", 1, slot.now(), slot.now() + 100, "alive")), None)
    with pytest.raises(RefusedError, match="process 1 on elsewhere"):
        publish_to(place, "two")


BUSY, FULL = b"503 Slow Down", b"507 Insufficient Storage"


class Proxy:
    """Passes connections on to a server and meddles: `fault` is asked for each piece, and may change or refuse it."""

    def __init__(self, port: int, fault: Callable[[bytes], bytes | None]) -> None:
        self.to, self.fault = port, fault
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.to))
            threading.Thread(target=self._pass, args=(near, far, self.fault), daemon=True).start()
            threading.Thread(target=self._pass, args=(far, near, lambda piece: piece), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, fault: Callable[[bytes], bytes | None]) -> None:
        try:
            while piece := source.recv(65536):
                changed = fault(piece)
                if changed is None or changed in (BUSY, FULL):
                    answer = b"Content-Length: 0\r\nConnection: close\r\n\r\n"
                    source.sendall(b"HTTP/1.1 " + (changed or BUSY) + b"\r\n" + answer)
                    break
                if changed == b"":  # a reset: no goodbye
                    source.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                    break
                sink.sendall(changed)
        except OSError:
            pass
        finally:
            source.close()
            sink.close()


@contextmanager
def through(place: Place, fault: Callable[[bytes], bytes | None]) -> Iterator[Place]:
    """The same place, reached through a proxy that meddles."""
    address = place.address.rsplit("endpoint=", 1)[1] if place.kind.startswith("s3") else place.address
    port = urlsplit(address).port or 0
    proxy = Proxy(port, fault)
    yield Place(place.kind, place.address.replace(f":{port}", f":{proxy.port}"), place.root)
    proxy.listener.close()


@pytest.mark.parametrize("kind", S3)
def test_a_server_too_busy_for_every_third_request_is_asked_again(
    make_place: Callable[[str], Place], kind: str
) -> None:
    place, asked = make_place(kind), []

    def busy(piece: bytes) -> bytes | None:
        if piece.split(b" ", 1)[0] in (b"GET", b"PUT", b"HEAD", b"DELETE", b"POST"):
            asked.append(1)
            return None if len(asked) % 3 == 0 else piece
        return piece

    publish_to(place, "one")
    with through(place, busy) as slow:
        assert publish_to(slow, "two") == "published"
    assert len(asked) > 10
    heals(place, "two")


@pytest.mark.also_on("ssh")
@pytest.mark.parametrize("kind", ["ssh", *S3])
@pytest.mark.parametrize("after", [*(pytest.param(n, marks=pytest.mark.slow) for n in (1, 5_000, 40_000)), 20_000])
def test_a_connection_that_is_reset_leaves_the_old_release(
    make_place: Callable[[str], Place], kind: str, after: int
) -> None:
    place, passed = make_place(kind), [0]

    def cut(piece: bytes) -> bytes | None:
        passed[0] += len(piece)
        return b"" if passed[0] > after else piece

    publish_to(place, "one")
    with through(place, cut) as frail, pytest.raises((RolledBackError, RefusedError)):
        publish_to(frail, "two")
    is_old_or_new(place, "one", "two")
    place.open().unlock()  # nobody could be told that the work had ended
    heals(place, "two")


@pytest.mark.parametrize("kind", S3)
def test_an_object_that_was_silently_corrupted_is_found_when_it_is_read_back(
    make_place: Callable[[str], Place], kind: str
) -> None:
    place = make_place(kind)
    publish_to(place, "one")
    rotten = page("Dam, two").encode()

    def rot(piece: bytes) -> bytes | None:
        return piece.replace(rotten, rotten.replace(b"Dam", b"Mad", 1)).replace(b"Content-MD5:", b"X-Was-MD5:")

    with (
        through(place, rot) as bad,
        pytest.raises(RolledBackError, match=r"articles/dam/index\.html does not read back"),
    ):
        publish_to(bad, "two")
    assert is_one_whole_release(place, "one", "two") == "one"
    heals(place, "two")


@pytest.mark.parametrize(("times", "status"), [(3, "published"), (4, "undone")])
def test_an_answer_that_breaks_off_is_asked_for_again(
    make_place: Callable[[str], Place], monkeypatch: pytest.MonkeyPatch, times: int, status: str
) -> None:
    place, broken = make_place("s3 comparing"), []
    publish_to(place, "one")
    read = StreamingBody.read

    def frail(self: StreamingBody, amt: int | None = None) -> bytes:
        if len(broken) < times:
            broken.append(1)
            raise ResponseStreamingError(error="IncompleteRead(50 bytes read, 7 more expected)")
        return bytes(read(self, amt))

    with monkeypatch.context() as patch:
        patch.setattr(StreamingBody, "read", frail)
        if status == "published":
            assert publish_to(place, "two") == "published"
        else:
            with pytest.raises(RolledBackError, match="IncompleteRead"):
                publish_to(place, "two")
    assert len(broken) == times
    heals(place, "two")


@pytest.mark.parametrize("kind", S3)
@pytest.mark.parametrize("after", [0, pytest.param(3, marks=pytest.mark.slow), pytest.param(9, marks=pytest.mark.slow)])
def test_a_bucket_that_is_full_leaves_the_old_release(
    make_place: Callable[[str], Place], kind: str, after: int
) -> None:
    place, written = make_place(kind), []

    def full(piece: bytes) -> bytes | None:
        if piece.startswith(b"PUT ") and b"/releases/" in piece.split(b"\r\n", 1)[0]:
            written.append(1)
            return FULL if len(written) > after else piece
        return piece

    publish_to(place, "one")
    big = built_with(place, "two", {f"sheets/{number}.csv": str(number) for number in range(12)})
    with through(place, full) as small, pytest.raises(RolledBackError, match="507"):
        publish(big, small.open(), site_url=URL, environ={})
    assert is_one_whole_release(place, "one") == "one"
    heals(place, "three")


def test_a_machine_whose_disk_is_full_leaves_the_old_release(
    make_place: Callable[[str], Place], small_ssh: tuple[int, Path]
) -> None:
    place, (port, config) = make_place("ssh"), small_ssh
    publish_to(place, "one")
    small = Place("ssh", f"ssh://127.0.0.1:{port}{place.root}/site?config={config}", place.root)
    big = built_with(place, "two", {"sheets/big.csv": "a,b\n" * 100_000})
    with pytest.raises(RolledBackError, match="What was live before is live still"):
        publish(big, small.open(), site_url=URL, environ={})
    assert is_one_whole_release(place, "one") == "one"
    heals(place, "three")


def test_a_repository_that_takes_no_more_leaves_the_old_release(make_place: Callable[[str], Place]) -> None:
    place = make_place("git")
    publish_to(place, "one")
    limit = ["git", "--git-dir", str(place.repository), "config", "receive.maxInputSize"]
    subprocess.run([*limit, "2000"], check=True)
    big = built_with(place, "two", {f"sheets/{n}.csv": os.urandom(300).hex() for n in range(20)})
    with pytest.raises(RolledBackError, match="What was live before is live still"):
        publish(big, place.open(), site_url=URL, environ={})
    assert is_one_whole_release(place, "one") == "one"
    subprocess.run([*limit, "0"], check=True)
    heals(place, "three")


@pytest.mark.parametrize("kind", KINDS)
def test_a_publisher_whose_clock_is_hours_ahead_takes_nothing_from_the_other(
    make_place: Callable[[str], Place], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = make_place(kind)
    publish_to(place, "old")
    built_with(place, "one"), built_with(place, "two")
    ends: list[str] = []

    def at(step: str) -> None:
        if step != "copied" or ends:
            return
        with monkeypatch.context() as ahead:
            for module in ("lock", "lease"):
                ahead.setattr(f"newsdesk.publisher.{module}.time.time", lambda now=time.time: now() + 7200)
            ends.append("begun")
            try:
                ends.append(publish_to(place, "two"))
            except RefusedError:
                ends.append("refused")

    try:
        ends.append(publish(place.root / "one", place.open(), site_url=URL, environ={}, at=at).status)
    except RefusedError:
        ends.append("refused")
    assert ends[0] == "begun"
    assert sorted(ends[1:]) == ["published", "refused"]
    assert is_one_whole_release(place, "one", "two") == ("two" if ends[1] == "published" else "one")
    heals(place, "three")


def test_only_what_changed_is_sent_and_the_rest_is_linked(make_place: Callable[[str], Place]) -> None:
    place = make_place("ssh")
    publish_to(place, "one")
    before = {path: (place.folder / "current" / path).stat().st_ino for path in contents(place.root / "one")}
    publish_to(place, "two")
    changed = {path for path, inode in before.items() if (place.folder / "current" / path).stat().st_ino != inode}
    assert changed == {"note.txt", "articles/dam/index.html"}


def test_headers_go_with_every_object(make_place: Callable[[str], Place]) -> None:
    place = make_place("s3 in place")
    publish_to(place, "one")
    for item in manifest_of(place.root / "one").items:
        told = place.client.head_object(Bucket="digest", Key=place.prefix + item.path)
        assert (told["ContentType"], told["CacheControl"]) == (item.type, item.cache)


def test_a_bucket_that_holds_other_things_is_not_emptied(make_place: Callable[[str], Place]) -> None:
    place = make_place("s3 in place")
    place.edit("photos/holiday.jpg", b"mine")
    with pytest.raises(RefusedError, match="holds other things"):
        publish_to(place, "one")
    assert place.shown() == {"photos/holiday.jpg": b"mine"}


def test_a_branch_of_something_else_is_left_alone(make_place: Callable[[str], Place]) -> None:
    place = make_place("git")
    work = place.root / "theirs"
    subprocess.run(["git", "init", "-q", "-b", "pages", str(work)], check=True)
    who = {f"GIT_{role}_{what}": "somebody" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for words in (["commit", "-q", "--allow-empty", "-m", "Mine"], ["push", "-q", str(place.repository), "pages"]):
        subprocess.run(["git", "-C", str(work), *words], check=True, env={**os.environ, **who})
    with pytest.raises(RefusedError, match="commits that are no releases"):
        publish_to(place, "one")


def test_no_release_is_a_commit_that_changes_nothing(make_place: Callable[[str], Place]) -> None:
    place = make_place("git")
    for note in ("one", "one", "two", "two"):
        publish_to(place, note)
    log = ["git", "--git-dir", str(place.repository), "log", "--format=%T", "pages"]
    trees = subprocess.run(log, check=True, capture_output=True, text=True).stdout.split()
    assert len(trees) == len(set(trees)) == 2
