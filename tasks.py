"""The desk's tasks: parse options, call one function, print its result. `./desk TASK --help` explains each.

Exit codes: 0 fine, 1 content, 2 usage or settings, 3 refused by a guard, 4 failed and rolled back.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import newsdesk
from invoke import Context, task
from newsdesk.console import complain, ends_well, say, show_problems, showing_progress
from newsdesk.model.problems import UsageError
from newsdesk.pelicanconf import overrides

from tasks_measure import bench, evaluate, train
from tasks_project import CONF, ROOT, read_settings, shown, spare_others
from tasks_publish import email, publish, releases, resume, rollback, status, unlock, verify

__all__ = [
    "bench",
    "email",
    "evaluate",
    "publish",
    "releases",
    "resume",
    "rollback",
    "status",
    "train",
    "unlock",
    "verify",
]


@task(
    positional=["title"],
    help={
        "title": "headline, name or, for an edition, its title",
        "kind": "article (default), topic, expert, edition or page",
        "topic": "slug of an article's topic; several with commas, the first is primary",
        "date": "publication date, e.g. 2018-10-13 (default: today)",
        "author": "byline of an article",
        "slug": "the address (default: made from the title)",
        "lang": "language of an article, if not the site's",
    },
)
@ends_well
def new(c: Context, title, kind="article", topic="", date="", author="", slug="", lang=""):
    """
    Start a file with its front matter in place; articles, experts and editions as drafts.

    Examples:
      ./desk new "Belarus and Russia" --kind topic
      ./desk new "Talks in Mogilev" --topic belarus-and-russia
      ./desk new "Nikolay Petrov" --kind expert
      ./desk new "A quiet week" --kind edition --date 2018-10-14
    """
    from newsdesk.settings import load_settings
    from newsdesk.source.new import create, has_status

    settings = load_settings(CONF)
    wishes = {"title": title, "topic": topic, "date": date, "author": author, "slug": slug, "lang": lang}
    path = create(kind, wishes, content=settings.content, today=settings.clock.date())
    state = "written as a draft" if has_status(kind) else "written; the next publish takes it along"
    say(f"{shown(path)}: {state}. Edit it, then: ./desk check")


@task(
    iterable=["path", "feed"],
    help={
        "path": "a file, a folder, an address, or - for what is piped in; as many as you like, also without --path",
        "feed": "address or file of an RSS, Atom or JSON feed: what is new in it, newest first; may be repeated",
        "limit": "how many new stories to take from each feed (default 20)",
        "date": "publication date of the article, e.g. 2018-10-13, where the text has none",
        "topic": "slug of the topic it belongs to",
        "source": "name of the publication that it came from",
        "images": "save the pictures of each story to content/images/, without their hidden data",
        "force": "also what is like a story that is there, and what was imported before",
        "update": "write over drafts whose source has changed, if nobody has edited them",
        "workers": "how many processes read at once (default: one for each processor)",
        "cluster": "address of a dask scheduler whose workers shall read, e.g. tcp://10.0.0.5:8786 (extra: cluster)",
        "json": "print what became of each document as JSON",
        "allow-private": "also fetch from private addresses (for tests)",
    },
    name="import",
)
@ends_well
def import_(
    c: Context,
    path,
    feed,
    limit=20,
    date="",
    topic="",
    source="",
    images=False,
    force=False,
    update=False,
    workers=0,
    cluster="",
    json=False,
    allow_private=False,
):
    """
    Turn raw articles into drafts, with quotations, experts and dated events as proposals.

    Takes texts, saved pages (.html), mails (.eml), web archives (.warc) and addresses. Nothing that an editor has
    touched is ever overwritten. What was taken out or mended is listed.

    Examples:
      ./desk import inbox/talks.txt --date 2018-10-13 --topic belarus-and-russia
      ./desk import https://example.org/story --topic subsidies --source "Example Post"
      ./desk import inbox/ letter.eml crawl.warc.gz --topic harbour
      ./desk import --feed https://example.org/feed.xml --limit 5 --topic harbour
      pbpaste | ./desk import - --topic harbour
    """
    from newsdesk.importer.command import Job, day, run
    from newsdesk.importer.settling import Asked

    settings = read_settings()
    today = settings.clock.date()
    job = Job(tuple(path), tuple(feed), limit, allow_private, images, workers or None, cluster)
    asked = Asked(day(date), topic, source, today.year, force, update)
    with showing_progress() as progress:
        code = run(
            job, asked, content=settings.content, cache=ROOT / ".cache" / "newsdesk", json=json, progress=progress
        )
    sys.exit(code)


@task(
    help={
        "merge": "slug of a profile that shall become one with another, and go",
        "into": "slug of the profile that stays",
        "write": "write what a merge shows",
        "json": "print as JSON",
    },
)
@ends_well
def experts(c: Context, merge="", into="", write=False, json=False):
    """
    Say who is who: profiles, likely duplicates with reasons, people quoted without a profile.

    With merge, show as a diff how the first profile becomes the second; nothing is written without --write.

    Examples:
      ./desk experts
      ./desk experts merge nikolai-petrov nikolay-petrov
      ./desk experts merge nikolai-petrov nikolay-petrov --write
    """
    from newsdesk.review.experts import list_experts
    from newsdesk.review.merging import merge_experts

    settings = read_settings()
    if merge or into or write:
        say(merge_experts(settings.content, merge, into=into, write=write))
        return
    listing = list_experts(settings.content, zone=settings.zone, base=settings.base)
    say(listing.as_json() if json else listing.summary)


@task(help={"article": "slug or path of one article (default: every file with an open proposal)"})
@ends_well
def review(c: Context, article=""):
    """
    Walk through open proposals: accept, reject, change the speaker, start a profile.

    Each decision is written at once. Leave when you like; the next time goes on with what is open.

    Examples:
      ./desk review
      ./desk review talks-in-mogilev
    """
    from newsdesk.review.walk import Terminal
    from newsdesk.review.walk import review as walk

    say(walk(read_settings().content, article, Terminal(input, say)).summary)


@task(help={"json": "print the problems as JSON"})
@ends_well
def check(c: Context, json=False):
    """
    Name every problem in content/ at once, without building.

    Front matter, references between files, slugs and aliases, pictures and their alternative texts, links inside the
    site, and proposals left open in published stories. Exit code 1 if anything must be mended.

    Examples:
      ./desk check
      ./desk check --json
    """
    from newsdesk.model.problems import errors
    from newsdesk.settings import load_settings
    from newsdesk.source.check import check_tree
    from newsdesk.source.report import as_json

    settings = load_settings(CONF)
    digest, problems = check_tree(settings.content, zone=settings.zone, base=settings.base)
    if json:
        say(as_json(problems))
    else:
        show_problems(problems)
    if not json and not errors(problems):
        say(
            f"content/: no faults in {len(digest.articles)} articles, {len(digest.topics)} topics, "
            f"{len(digest.experts)} experts, {len(digest.editions)} editions and {len(digest.pages)} pages"
        )
    sys.exit(1 if errors(problems) else 0)


@task(
    help={
        "drafts": "show drafts and what is scheduled, under a banner",
        "clock": "the time that counts as now, e.g. 2018-10-14T08:00",
        "output": "folder to build into (default: OUTPUT_PATH)",
        "explain": "an address or a file of the site: say why it was made anew, or why not; may be repeated",
        "cluster": "address of a dask scheduler whose workers shall read what changed (extra: cluster)",
    },
    iterable=["explain"],
)
def build(c: Context, explain, drafts=False, clock="", output="", cluster=""):
    """
    Build the site into output/.

    Strict: whatever is lost or broken stops the build, and the last good output stays.

    Examples:
      ./desk build
      ./desk build --drafts --output /tmp/preview
      ./desk build --explain topics/harbour/index.html
    """
    from newsdesk.building import build as build_site

    build_site(ROOT, drafts=drafts, clock=clock, output=output, explain=tuple(explain), cluster=cluster)


@task(
    help={
        "port": "port to listen on (default 8000; the next free one if it is taken)",
        "host": "address to listen on (default 127.0.0.1)",
        "no-drafts": "show the site as readers will see it",
    },
)
@ends_well
def serve(c: Context, port=8000, host="127.0.0.1", no_drafts=False):
    """
    Show the site in a browser while you write: drafts included, rebuilt on save.

    Examples:
      ./desk serve
      ./desk serve --port 8080 --no-drafts
    """
    from newsdesk.builder.build import build as build_site
    from newsdesk.builder.incremental import First, loaded_code
    from newsdesk.model.site import path_of
    from newsdesk.preview.channel import Channel
    from newsdesk.preview.serve import serve as serve_site
    from newsdesk.settings import load_settings

    folder = ROOT / ".cache" / "newsdesk" / "preview"
    settings = load_settings(CONF)
    local = {**overrides(drafts=not no_drafts, clock=""), "SITEURL": f"http://{host}:{port}{settings.base}"}
    channel = Channel()

    code = Path(newsdesk.__file__).parent

    def build_now(saved):
        if any(path.suffix == ".py" and path.is_relative_to(code) for path in saved):
            say("Newsdesk's own code changed: the preview starts anew")
            os.execv(sys.executable, sys.orig_argv)  # noqa: S606  # as this process was started
        first = First(frozenset(path_of(url) for url in channel.open_pages), channel.first_built)
        return build_site(CONF, output=folder, overrides=local, first=first, saved=saved)

    loaded_code()  # before anything of it is edited

    serve_site(
        build_now,
        folder,
        channel=channel,
        host=host,
        port=port,
        watch=(settings.content, settings.theme, CONF, code),
        base=settings.base,
    )


@task(help={"releases": "also remove the published releases in NEWSDESK_TARGET (asks first)"})
@ends_well
def clean(c: Context, releases=False):
    """
    Remove what a build can make again: output/ and the caches. Releases stay unless asked for.

    Example:
      ./desk clean
    """
    settings = read_settings()
    spare_others(settings.output)
    for folder in (settings.output, ROOT / ".cache" / "newsdesk"):
        if folder.is_dir():
            shutil.rmtree(folder)
            say(f"{shown(folder)}: removed")
    if releases:
        if "://" in settings.target:
            raise UsageError(f"{settings.target}: releases are removed here only from a folder of this machine.")
        target = ROOT / settings.target
        if not target.is_dir():
            say(f"{shown(target)}: there are no releases")
        elif _asked(f"Remove every release in {shown(target)}? Type yes: ") != "yes":
            complain("refused: the releases stay, since nobody typed yes")
            sys.exit(3)
        else:
            shutil.rmtree(target)
            say(f"{shown(target)}: removed")


@task(
    help={
        "args": "further arguments for pytest, e.g. --args='-k edtf -x'",
        "slow": "also run the long sweeps",
    },
)
def test(c: Context, args="", slow=False):  # noqa: PT028  # a task, not a test
    """
    Run the tests. Those that need a browser or gold data say so when they are skipped.

    Examples:
      ./desk test
      ./desk test --args="-k timeline -x"
    """
    chosen = "" if slow else "-m 'not slow'"
    sys.exit(_run(c, f"python -m pytest -n auto {chosen} {args}"))


@task
def lint(c: Context):
    """
    Check style and types of the code.

    Example:
      ./desk lint
    """
    commands = ("ruff check .", "ruff format --check .", "mypy")
    sys.exit(max(_run(c, f"python -m {command}") for command in commands))


@task(help={"language": "begin the catalogue of a language, such as fr or pt-BR"})
@ends_well
def catalogues(c: Context, language=""):
    """
    Bring the interface's texts in other languages up to date with templates and code, for translators.

    Examples:
      ./desk catalogues
      ./desk catalogues --language fr
    """
    from newsdesk.catalogues import update

    say("\n".join(update(read_settings().theme, begin=language)))


@task
def reference(c: Context):
    """
    Write docs/content-reference.md and docs/settings.md anew from the code.

    Example:
      ./desk reference
    """
    from newsdesk.settings import settings_reference
    from newsdesk.source.reference import content_reference

    for name, text in (("content-reference.md", content_reference()), ("settings.md", settings_reference())):
        (ROOT / "docs" / name).write_text(text, "utf-8")
        say(f"docs/{name}: written")


def _asked(question):
    """What somebody answers; nothing where nobody can."""
    try:
        return input(question).strip()
    except EOFError:
        return ""


def _run(c: Context, command):
    """A tool of this environment, run in the project's folder; its exit code."""
    with c.cd(str(ROOT)):
        return c.run(f"{Path(sys.executable).parent}/{command}", warn=True, pty=sys.stdout.isatty()).exited
