"""The desk's tasks around publishing: publish, go back, look, write to readers. tasks.py explains exit codes."""

from __future__ import annotations

import sys

from invoke import Context, task
from newsdesk.console import ends_well, say, show_problems, showing_progress
from newsdesk.pelicanconf import overrides

from tasks_project import CONF, ROOT, own_folder, read_settings

TARGET = "a folder or the address of a target (default: NEWSDESK_TARGET)"


@task(
    help={
        "target": TARGET,
        "clock": "the time that counts as now, e.g. 2018-10-14T08:00",
        "dry-run": "say what would be published and stop",
        "allow-local": "publish although SITEURL is an address of this machine",
        "force": "a reason for which the guards shall be overruled; it is kept with the release",
        "json": "print the outcome as JSON",
    },
)
@ends_well
def publish(c: Context, target="", clock="", dry_run=False, allow_local=False, force="", json=False):
    """
    Check, build, verify and publish the site as one whole release.

    The live site is always one whole release, the old or the new. An unchanged site publishes nothing.

    Examples:
      ./desk publish
      ./desk publish --dry-run
      ./desk publish --force "two old stories withdrawn on request"
    """
    from newsdesk.builder.build import CACHE
    from newsdesk.builder.build import build as build_site
    from newsdesk.publisher.preflight import notes_on
    from newsdesk.publisher.publish import publish as publish_site
    from newsdesk.settings import load_settings

    settings = load_settings(CONF, overrides=overrides(drafts=False, clock=clock))
    _target(settings, target)  # what is wrong with it is said before anything is built
    with showing_progress() as progress:
        folder = ROOT / CACHE / "release"
        built = build_site(CONF, output=folder, overrides=overrides(drafts=False, clock=clock), progress=progress)
    show_problems(built.warnings)
    with _remembering() as memory:
        outcome = publish_site(
            built.output,
            _target(settings, target, memory),
            site_url=settings.url,
            allow_local=allow_local,
            dry_run=dry_run,
            force=force or None,
            clock=settings.clock,
            page_limit=settings.page_limit,
            picture_limit=settings.picture_limit,
            unpublished=built.unpublished,
            memory=memory,
            notes=notes_on(ROOT, (settings.content, settings.theme, CONF)),
        )
    say(outcome.as_json() if json else f"built: {built.summary}\n{outcome.summary}")


@task(help={"to": "release to go back to (default: the one before)", "target": TARGET})
@ends_well
def rollback(c: Context, to="", target=""):
    """
    Make an earlier release the live one, and put publishing on hold until ./desk resume.

    Examples:
      ./desk rollback
      ./desk rollback --to 3f9a1c0b77de
    """
    from newsdesk.publisher.publish import rollback as roll_back

    say(roll_back(_target(read_settings(), target), to=to or None).summary)


@task(help={"target": TARGET})
@ends_well
def resume(c: Context, target=""):
    """
    Lift the hold that a rollback set: the next publish goes ahead.

    Example:
      ./desk resume
    """
    from newsdesk.publisher.publish import resume as lift_hold

    say(lift_hold(_target(read_settings(), target)))


@task(help={"json": "print as JSON", "target": TARGET})
@ends_well
def verify(c: Context, json=False, target=""):
    """
    Read back the whole live site and name every file that is not as it was published. Exit code 1 if there is one.

    Examples:
      ./desk verify
      ./desk verify --json
    """
    from newsdesk.publisher.publish import drift

    found = drift(_target(read_settings(), target))
    say(found.as_json() if json else found.summary)
    sys.exit(1 if found.faults else 0)


@task(help={"json": "print as JSON", "target": TARGET})
@ends_well
def releases(c: Context, json=False, target=""):
    """
    List the releases that can be gone back to, the live one marked.

    Example:
      ./desk releases
    """
    from newsdesk.publisher.publish import list_releases

    listing = list_releases(_target(read_settings(), target))
    say(listing.as_json() if json else listing.summary)


@task(help={"target": TARGET})
@ends_well
def unlock(c: Context, target=""):
    """
    Remove the lock of a publisher that died, after looking at who holds it.

    Example:
      ./desk unlock
    """
    from newsdesk.publisher.publish import unlock as remove_lock

    say(remove_lock(_target(read_settings(), target)))


@task(help={"json": "print as JSON"})
@ends_well
def status(c: Context, json=False):
    """
    Say where things stand: published, scheduled, drafts, open proposals, the last release.

    Examples:
      ./desk status
      ./desk status --json
    """
    from newsdesk.model.problems import errors
    from newsdesk.publisher.publish import drift, live
    from newsdesk.source.check import check_tree
    from newsdesk.status import status as status_of

    settings = read_settings()
    digest, problems = check_tree(settings.content, zone=settings.zone, base=settings.base)
    with _remembering() as memory:
        target = _target(settings, "", memory)
        now, found = live(target), drift(target, thorough=False)
    report = status_of(
        digest,
        settings.clock,
        problems=len(errors(problems)),
        release=now.id if now else None,
        released=now.time if now else None,
        drift=found.faults,
        held=found.held,
    )
    say(report.as_json() if json else report.summary)


def _target(settings, name, memory=None):
    from newsdesk.builder.build import CACHE
    from newsdesk.publisher.targets.addresses import open_target

    address = name if "://" in name else str(own_folder(name) or settings.target)
    digests = memory.digests if memory else None
    return open_target(address, root=ROOT, cache=ROOT / CACHE, keep=settings.keep_releases, digests=digests)


def _remembering():
    from newsdesk.builder.build import CACHE
    from newsdesk.publisher.memory import remembering

    return remembering(ROOT / CACHE / "publish.sqlite")


@task(
    positional=["edition"],
    help={
        "edition": "day of the edition, e.g. 2018-10-14",
        "output": "folder to write to (default: email)",
        "json": "print as JSON",
    },
)
@ends_well
def email(c: Context, edition, output="email", json=False):
    """
    Write an edition as an e-mail: HTML, plain text, and both as a message (.eml). Sending is your mail service's.

    Examples:
      ./desk email 2018-10-14
      ./desk email 2018-10-14 --output /tmp/mail
    """
    from newsdesk.mailing import write_email

    written = write_email(read_settings(), edition, own_folder(output))
    say(written.as_json() if json else written.summary)
