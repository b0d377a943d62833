"""Law 6: the live site is always one whole release, old or new, whatever dies when; and the next publish heals it."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import resource
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from newsdesk.model.problems import RefusedError, RolledBackError
from newsdesk.publisher.manifest import Manifest, manifest_of
from newsdesk.publisher.publish import publish, resume, rollback
from newsdesk.publisher.summary import Outcome
from newsdesk.publisher.targets.directory import DirectoryTarget
from newsdesk.publisher.targets.folder import faults_in

from tests.built_sites import SITE, URL, page, picture, write_built

NEW = {"articles/dam/index.html": page("Dam"), "index.html": page("Home, later", "/articles/dam/")}
# What is announced while `NEW` is published over `SITE`, in order.
STEPS = (
    "read",
    "planned",
    "locked",
    "tidied",
    "copying",
    *(f"copy {path}" for path in sorted({*SITE, *NEW})),
    "copied",
    "staged",
    "manifest kept",
    "in place",
    "switched",
    "read back",
    "recorded",
)
LIVE_AFTER = ("switched", "read back", "recorded")


class Scene:
    """An old release that is live, and a new site that is built."""

    def __init__(self, root: Path) -> None:
        self.root, self.target = root, DirectoryTarget(root / "site", keep=2)
        self.first, self.second = write_built(root / "first"), write_built(root / "second", NEW)
        self.old, self.new = manifest_of(self.first), manifest_of(self.second)
        publish(self.first, self.target, site_url=URL, environ={})

    def publish(self, at: Callable[[str], None] = lambda step: None) -> Outcome:
        return publish(self.second, self.target, site_url=URL, at=at, environ={})

    def live(self) -> Manifest:
        """The release that is live, read as readers get it; fails if it is not one whole release."""
        shown = (self.root / "site" / "current").resolve()
        whole = [manifest for manifest in (self.old, self.new) if not faults_in(shown, manifest)]
        assert len(whole) == 1, faults_in(shown, self.old)
        return whole[0]

    def heal(self) -> None:
        """The next publish ends well and leaves nothing behind."""
        assert self.publish().status in ("published", "unchanged")
        assert self.live() == self.new
        assert self.target.is_tidy()
        assert sorted(path.name for path in (self.root / "site").iterdir()) == [
            "current",
            "manifests",
            "publish.json",
            "releases",
        ]
        assert set(self.target.present()) <= {self.old.id, self.new.id}
        assert self.publish().status == "unchanged"


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def in_a_process(work: Callable[[], object]) -> int:
    """Runs `work` in a process of its own; returns its exit code, or minus the signal that killed it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except RefusedError:
            os._exit(3)
        except RolledBackError:
            os._exit(4)
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dying_at(wanted: str) -> Callable[[str], None]:
    def at(step: str) -> None:
        if step == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

    return at


def failing_at(wanted: str, error: BaseException) -> Callable[[str], None]:
    def at(step: str) -> None:
        if step == wanted:
            raise error

    return at


def test_every_step_is_announced(scene: Scene) -> None:
    steps: list[str] = []
    scene.publish(steps.append)
    assert tuple(steps) == STEPS


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_one_whole_release_is_live_and_the_next_publish_heals(scene: Scene, step: str) -> None:
    assert in_a_process(lambda: scene.publish(dying_at(step))) == -signal.SIGKILL
    assert scene.live() == (scene.new if step in LIVE_AFTER else scene.old)
    scene.heal()


@pytest.mark.parametrize("step", ["locked", "tidied", "switched", "read back", "recorded"])
def test_killed_while_rolling_back_one_whole_release_is_live(scene: Scene, step: str) -> None:
    scene.publish()
    assert in_a_process(lambda: rollback(scene.target, at=dying_at(step))) == -signal.SIGKILL
    assert scene.live() == (scene.old if step in LIVE_AFTER else scene.new)
    resume(scene.target)
    scene.heal()


@pytest.mark.parametrize("step", ["locked", "copy index.html", "in place", "switched", "read back"])
def test_a_first_publish_that_is_killed_shows_nothing_or_everything(tmp_path: Path, step: str) -> None:
    built, target = write_built(tmp_path / "built"), DirectoryTarget(tmp_path / "site")
    assert in_a_process(lambda: publish(built, target, site_url=URL, at=dying_at(step), environ={})) == -signal.SIGKILL
    shown = tmp_path / "site" / "current"
    assert not os.path.lexists(shown) or not faults_in(shown.resolve(), manifest_of(built))
    publish(built, target, site_url=URL, environ={})
    assert not faults_in(shown.resolve(), manifest_of(built))


def test_a_release_whose_publisher_died_before_the_record_can_be_gone_back_to(scene: Scene) -> None:
    in_a_process(lambda: scene.publish(dying_at("switched")))
    third = write_built(scene.root / "third", {**NEW, "note.txt": "3"})
    publish(third, scene.target, site_url=URL, environ={})
    assert rollback(scene.target).release == scene.new.id


@pytest.mark.parametrize("step", [step for step in STEPS if step not in ("read", "planned", "recorded")])
def test_a_full_disk_at_any_step_leaves_the_old_release_and_nothing_else(scene: Scene, step: str) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "somewhere")
    with pytest.raises(RolledBackError, match=r"No space left on device \(somewhere\)\. What was live before"):
        scene.publish(failing_at(step, full))
    assert scene.live() == scene.old
    assert scene.target.is_tidy()
    assert not (scene.root / "site" / "publish.lock").exists()
    scene.heal()


def test_a_disk_that_fails_while_tidying_up_is_a_note(scene: Scene) -> None:
    outcome = scene.publish(failing_at("recorded", OSError(errno.EIO, "I/O error")))
    assert outcome.status == "published"
    assert "note: old releases could not be removed" in outcome.summary
    assert scene.live() == scene.new


@pytest.mark.parametrize("step", ["copying", "copied", "in place", "switched", "read back"])
def test_an_interrupted_publish_is_undone(scene: Scene, step: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        scene.publish(failing_at(step, KeyboardInterrupt()))
    assert scene.live() == scene.old
    assert scene.target.is_tidy()
    scene.heal()


@pytest.mark.parametrize("largest", [0, 20, 300, 4000])
def test_a_kernel_that_refuses_to_write_more_leaves_the_old_release(scene: Scene, largest: int) -> None:
    write_built(scene.second, {"images/harbour.png": picture(100_000)})

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        scene.publish()

    assert in_a_process(limited) == 4
    assert scene.live() == scene.old
    assert not list((scene.root / "site" / "releases").glob(".*"))


@pytest.mark.parametrize("damage", ["changed", "cut short", "gone", "added"])
def test_a_file_that_does_not_read_back_after_the_switch_undoes_it(scene: Scene, damage: str) -> None:
    def corrupt(step: str) -> None:
        if step == "switched":
            shown = scene.root / "site" / "current"
            file = shown / "articles" / "dam" / "index.html"
            content = bytearray(file.read_bytes())
            content[len(content) // 2] ^= 1
            if damage == "gone":
                file.unlink()
            elif damage == "added":
                (shown / "added.html").write_text("")
            else:
                file.write_bytes(content if damage == "changed" else content[:10])

    with pytest.raises(RolledBackError, match="does not read back"):
        scene.publish(corrupt)
    assert scene.live() == scene.old
    scene.heal()


def test_a_file_that_does_not_read_back_before_the_switch_prevents_it(scene: Scene) -> None:
    def corrupt(step: str) -> None:
        if step == "copied":
            next((scene.root / "site" / "releases").glob(".*/articles/dam/index.html")).write_text("corrupt")
        assert step != "switched"

    with pytest.raises(RolledBackError, match=r"dam/index\.html: changed"):
        scene.publish(corrupt)
    assert scene.live() == scene.old
    scene.heal()


def test_a_publisher_that_lost_its_lock_does_not_switch(scene: Scene) -> None:
    def unlock(step: str) -> None:
        if step == "in place":
            scene.target.unlock()

    with pytest.raises(RefusedError, match="taken over the lock"):
        scene.publish(unlock)
    assert scene.live() == scene.old
    scene.heal()


@pytest.mark.parametrize("rounds", [8, pytest.param(50, marks=pytest.mark.slow)])
def test_of_two_publishers_at_once_exactly_one_wins(tmp_path: Path, rounds: int) -> None:
    context = multiprocessing.get_context("fork")
    for round_ in range(rounds):
        root = tmp_path / str(round_)
        target = DirectoryTarget(root / "site")
        publish(write_built(root / "old"), target, site_url=URL, environ={})
        built = [write_built(root / name, {"note.txt": name}) for name in ("one", "two")]
        barrier = context.Barrier(2)

        def compete(folder: Path, target: DirectoryTarget = target, barrier: object = barrier) -> None:
            def at(step: str) -> None:
                if step == "planned":
                    barrier.wait(20)  # type: ignore[attr-defined]

            os._exit(in_a_process(lambda: publish(folder, target, site_url=URL, at=at, environ={})))

        rivals = [context.Process(target=compete, args=(folder,)) for folder in built]
        for rival in rivals:
            rival.start()
        for rival in rivals:
            rival.join()
        assert sorted(rival.exitcode or 0 for rival in rivals) == [0, 3]
        winner = built[0] if rivals[0].exitcode == 0 else built[1]
        assert not faults_in((root / "site" / "current").resolve(), manifest_of(winner))
        assert len(target.record().entries) == 2


PUBLISHER = """
    import sys
    from pathlib import Path
    from newsdesk.publisher.publish import publish
    from newsdesk.publisher.targets.directory import DirectoryTarget
    print("ready", flush=True)
    built = [Path(one) for one in sys.argv[2:]]
    while True:
        for folder in built:
            publish(folder, DirectoryTarget(Path(sys.argv[1]), keep=2), site_url="https://example.org", environ={},
                    force="going to and fro")
"""


@pytest.fixture
def command(scene: Scene) -> list[str]:
    """A program that publishes the new site and the old in turn, for ever."""
    folders = [str(scene.root / name) for name in ("site", "second", "first")]
    return [sys.executable, "-c", textwrap.dedent(PUBLISHER), *folders]


def killed_at_random(command: list[str], seconds: float) -> None:
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        process.wait()


def moments(count: int) -> Iterator[float]:
    chance = random.Random(6)
    return (chance.uniform(0, 0.2) for _ in range(count))


def test_killed_at_random_moments_one_whole_release_is_live(scene: Scene, command: list[str]) -> None:
    for moment in moments(4):
        killed_at_random(command, moment)
        assert scene.live() in (scene.old, scene.new)
    scene.heal()


@pytest.mark.slow
def test_killed_at_fifty_random_moments_one_whole_release_is_live(scene: Scene, command: list[str]) -> None:
    for moment in moments(50):
        killed_at_random(command, moment)
        assert scene.live() in (scene.old, scene.new)
    scene.heal()
