"""The desk's tasks, run for real in a project of their own: what they print, what they leave, how they end."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.sites import ROOT, TOPIC, article, write_site

STORY = "articles/2030/a-road.md"
PAGES = {f"pages/{slug}.md": f"---\ntitle: {slug}\n---\n\nText.\n" for slug in ("about", "corrections")}
BROKEN = article().replace("topic: roads", "topic: rods")


class Project:
    """A project folder with the real tasks.py and a small site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        write_site(folder, {**TOPIC, **PAGES, STORY: article()})
        for path in ROOT.glob("tasks*.py"):
            shutil.copy(path, folder)

    def write(self, path: str, text: str) -> None:
        file = self.folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "newsdesk.program", "--search-root", str(self.folder), *words]

    def desk(self, *words: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSDESK_", "GITHUB_"))}
        return subprocess.run(
            self.command(*words),
            cwd=cwd or self.folder,
            env={**kept, **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "a project")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("pulbish",), "No idea what 'pulbish' is. Did you mean \"publish\"?"),
        (("publish", "--drry-run"), "No idea what '--drry-run' is."),
        (("--help", "pulbish"), 'Did you mean "publish"?'),
        (("new",), "did not receive required positional arguments: 'title'."),
        (("serve", "--port", "x"), "A whole number is wanted"),
        (("new", "A road", "--topic", "rods"), 'no topic "rods". Did you mean "roads"?'),
        (("publish", "--clock", "tomorrow"), 'clock "tomorrow" is not a time'),
        (("build", "--output", "content"), '"content" and content/ (PATH) lie in one another.'),
        (("publish", "--target", "."), '"." holds the whole project.'),
        (("review", "sotry"), 'no article "sotry".'),
        (("experts", "merge", "ada", "bo"), 'no expert "bo".'),
    ],
)
def test_a_mistyped_command_ends_with_2(project: Project, words: tuple[str, ...], said: str) -> None:
    ended = project.desk(*words)
    assert ended.returncode == 2, ended.stderr
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_broken_content_ends_with_1_and_the_live_site_stays(project: Project) -> None:
    assert project.desk("publish").returncode == 0
    live = (project.folder / "site" / "current").resolve()
    project.write(STORY, BROKEN)
    for task in ("check", "build", "publish"):
        ended = project.desk(task)
        assert ended.returncode == 1
        assert 'content/articles/2030/a-road.md:4:8: error: there is no topic "rods".' in ended.stderr
    assert (project.folder / "site" / "current").resolve() == live
    assert json.loads(project.desk("check", "--json").stdout)[0]["line"] == 4


def test_a_day_at_the_desk(project: Project, tmp_path: Path) -> None:
    first = json.loads(project.desk("publish", "--json", cwd=tmp_path).stdout)
    assert first["status"] == "published"
    again = project.desk("publish", "--json", GITHUB_ACTIONS="true")
    assert json.loads(again.stdout)["status"] == "unchanged"
    project.write("articles/2031/later.md", article("Later", date="2031-02-01T14:00"))
    assert json.loads(project.desk("publish", "--json").stdout)["status"] == "unchanged"
    assert "scheduled  1, next due 2031-02-01T14:00+01:00" in project.desk("status").stdout
    due = project.desk("publish", "--clock", "2031-02-01T14:00")
    assert "1 new story" in due.stdout
    assert (project.folder / "site" / "current" / "articles" / "later" / "index.html").is_file()
    assert project.desk("rollback").returncode == 0
    assert json.loads(project.desk("status", "--json").stdout)["release"] == first["release"]
    assert project.desk("releases").stdout.count("live") == 1
    assert project.desk("rollback", "--to", "nosuch").returncode == 3


def test_a_guard_ends_with_3(project: Project) -> None:
    (project.folder / "content" / STORY).unlink()
    assert project.desk("publish").returncode == 3
    project.write(STORY, article(status="draft"))
    assert project.desk("publish").returncode == 3
    assert not (project.folder / "site" / "current").exists()


def test_only_a_build_is_built_over_or_cleaned(project: Project, tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "dear.txt").write_text("Dear all")
    assert project.desk("build", "--output", str(letters)).returncode == 3
    assert (letters / "dear.txt").read_text() == "Dear all"
    assert project.desk("build", "--output", str(tmp_path / "fresh")).returncode == 0
    assert project.desk("build", "--output", str(tmp_path / "fresh")).returncode == 0
    assert project.desk("build").returncode == project.desk("publish").returncode == 0
    assert project.desk("clean").returncode == 0
    assert not (project.folder / "output").exists()
    assert project.desk("clean", "--releases").returncode == 3
    assert (project.folder / "site" / "current" / "index.html").is_file()


def test_new_starts_what_check_accepts(project: Project) -> None:
    assert "written as a draft" in project.desk("new", "A bridge", "--topic", "roads").stdout
    assert "the next publish takes it along" in project.desk("new", "Bridges", "--kind", "topic").stdout
    assert project.desk("new", "Bridges", "--kind", "topic").returncode == 2
    assert "no faults in 2 articles, 2 topics" in project.desk("check").stdout


def test_import_takes_files_by_name_with_options_before_and_behind_them(project: Project) -> None:
    for name, words in (("one", "Lorries may use it from Monday on."), ("two", "Nobody expected that before summer.")):
        (project.folder / f"{name}.txt").write_text(f"The {name} road opens\n\n{words}\n", "utf-8")
    done = project.desk("import", "--date", "2030-03-04", "one.txt", "--topic", "roads", "two.txt")
    assert done.returncode == 0, done.stderr
    drafts = sorted(path.name for path in (project.folder / "content/articles/2030").glob("the-*.md"))
    assert drafts == ["the-one-road-opens.md", "the-two-road-opens.md"]


def test_serve_starts_anew_when_its_own_code_is_saved(project: Project, tmp_path: Path) -> None:
    plugins = tmp_path / "code" / "plugins"
    shutil.copytree(ROOT / "plugins", plugins, ignore=shutil.ignore_patterns("__pycache__"))
    command, own = project.command("serve", "--port", "0"), {**os.environ, "PYTHONPATH": str(plugins)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=own)
    try:
        said = iter(process.stdout or ())
        assert any(line.startswith("built") for line in said)
        module = plugins / "newsdesk" / "preview" / "__init__.py"
        module.write_text(f"{module.read_text('utf-8')}# saved\n", "utf-8")
        assert any("starts anew" in line for line in said)
        assert any(line.startswith("preview at") for line in said)
        assert any(line.startswith("built") for line in said)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def test_serve_shows_drafts_until_it_is_ended(project: Project) -> None:
    project.write("articles/2030/draft.md", article("A draft", status="draft"))
    command = project.command("serve", "--port", "0")
    with subprocess.Popen(
        command, cwd=project.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as run:
        assert run.stdout
        try:
            said = [run.stdout.readline()]
            while not said[-1].startswith("built: "):
                assert said[-1], "".join(said)
                said.append(run.stdout.readline())
            address = re.findall(r"http://\S+", said[0])[0]
            with urllib.request.urlopen(f"{address}articles/draft/", timeout=10) as page:
                assert b"A draft" in page.read()
        finally:
            run.send_signal(signal.SIGTERM)
        assert "Traceback" not in run.stdout.read()
    assert run.returncode in (0, 130)


def test_every_task_explains_itself_with_examples_of_commands_that_exist(project: Project) -> None:
    tasks = [task["name"] for task in json.loads(project.desk("--list", "--list-format", "json").stdout)["tasks"]]
    assert {"new", "import", "check", "build", "serve", "publish", "rollback", "releases", "status"} <= set(tasks)
    source = "".join(path.read_text("utf-8") for path in ROOT.glob("tasks*.py"))
    examples = re.findall(r"^      \./desk (\S+)", source, re.MULTILINE)
    assert set(examples) == set(tasks)


def test_a_review_at_a_real_terminal_is_left_and_resumed(project: Project) -> None:
    project.write("experts/ada-novak.md", "---\nname: Ada Novak\nstatus: published\n---\n")
    body = "The road [is shut](said:ada-novak?)<!-- 0.87: “said” -->. It [may open](said:ada-novak?) in May."
    project.write(STORY, article().rstrip("\n") + f"\n\n{body}\n")
    asked, left = at_a_terminal(project, b"a\nq\n")
    assert "because  0.87: “said”" in asked
    assert "1 accepted, 0 rejected; 1 proposal is left" in left
    half = (project.folder / "content" / STORY).read_text("utf-8")
    assert half.endswith("The road [is shut](said:ada-novak). It [may open](said:ada-novak?) in May.\n")
    asked, left = at_a_terminal(project, b"r\n")
    assert "[[may open]]" in asked
    assert "no proposal is left" in left
    assert (project.folder / "content" / STORY).read_text("utf-8").endswith("It may open in May.\n")


def test_two_profiles_become_one_and_no_address_is_lost(project: Project) -> None:
    for slug, name in (("ada-novak", "Ada Novak"), ("ada-nowak", "Ada Nowak")):
        project.write(f"experts/{slug}.md", f"---\nname: {name}\nstatus: published\n---\n")
    project.write("topics/rails.md", "---\nname: Rails\n---\n")
    for topic, slug in (("roads", "one"), ("rails", "two")):
        words = f"> The {topic} are shut.\n>\n> — [Ada Nowak](expert:ada-nowak)\n"
        project.write(f"articles/2030/{slug}.md", article().replace("topic: roads", f"topic: {topic}") + f"\n\n{words}")
    assert project.desk("publish").returncode == 0
    assert project.desk("experts", "merge", "ada-nowak", "ada-novak", "--write").returncode == 0
    again = project.desk("publish")
    assert again.returncode == 0, again.stderr
    for page in ("index.html", "by-topic/index.html"):
        stub = (project.folder / "site/current/experts/ada-nowak" / page).read_text("utf-8")
        assert 'http-equiv="refresh" content="0; url=/experts/ada-novak/"' in stub


def at_a_terminal(project: Project, typed: bytes) -> tuple[str, str]:
    """What `review` of the story shows at a pseudo-terminal before its last line, and that line and what follows."""
    ours, theirs = pty.openpty()
    try:
        command = project.command("review", "a-road")
        run = subprocess.Popen(command, cwd=project.folder, stdin=theirs, stdout=theirs, stderr=theirs)
        os.write(ours, typed)
        shown = b""
        while run.poll() is None or select.select([ours], [], [], 0)[0]:
            if select.select([ours], [], [], 0.1)[0]:
                shown += os.read(ours, 65536)
    finally:
        os.close(theirs)
        os.close(ours)
    assert run.returncode == 0, shown.decode()
    said = shown.decode().replace("\r\n", "\n")
    at = said.rindex(" accepted, ")
    return said[:at], said[said.rindex("\n", 0, at) :].replace(":\n", "\n") if "\n" in said[:at] else said
