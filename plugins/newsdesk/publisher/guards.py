"""Guards: reasons for which a release is not published unless someone says why it should be. Pure functions.

Each returns the reason as a sentence or two (what is wrong, how to proceed), or nothing. They look at what a release
would do to readers; whether its pages are sound in themselves is the business of verify.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit

from newsdesk.publisher.manifest import Manifest
from newsdesk.publisher.plan import Plan, is_story
from newsdesk.publisher.releases import Record

REQUIRED = ("index.html", "404.html", "feed.xml")
# Hugo's deploy stops at 256 deletions whatever the size of the site; a share suits small and large ones alike.
DELETIONS_ALLOWED, SHARE_ALLOWED = 20, 0.05
LOCAL_NAMES = ("localhost", "local", "localdomain", "internal", "test", "invalid")
SHOWN = 10


def reasons_against(
    plan: Plan, manifest: Manifest, record: Record, *, moment: dt.datetime, site_url: str, allow_local: bool
) -> tuple[str, ...]:
    """Every reason against publishing, with the guard's code at its end, in a fixed order; empty if there is none.

    `moment` is the build's clock.
    """
    reasons = {
        "hold": held(record),
        "newer-release": newer_release(record, moment),
        "no-story": no_story(manifest),
        "missing-file": missing_files(manifest),
        "local": local_address(site_url, allow_local=allow_local),
        "fewer-stories": fewer_stories(plan),
        "deletions": too_many_deletions(plan),
        "address-gone": addresses_gone(plan),
    }
    return tuple(f"{reason} [{code}]" for code, reason in reasons.items() if reason)


def no_story(manifest: Manifest) -> str:
    """An empty site is always a mistake of the build or its settings."""
    if any(is_story(path) for path in manifest.by_path):
        return ""
    return "The site has no story. Is any article published and due? ./desk status says what waits."


def held(record: Record) -> str:
    """Whoever rolls back wants the next run of CI not to undo it."""
    hold = record.hold
    if hold is None:
        return ""
    return (
        f"Publishing is on hold: on {hold.time} somebody rolled back to release {hold.release}. Mend what was wrong, "
        "then ./desk resume and publish; or --force with the reason."
    )


def newer_release(record: Record, moment: dt.datetime) -> str:
    """A slow or old run must not replace what a later one published."""
    newest = record.newest
    if newest is None or _moment(newest.time) <= moment:
        return ""
    return (
        f"Release {newest.release} is newer: it was published on {newest.time}, and this build's clock says "
        f"{moment.isoformat(timespec='seconds')}. Look at the clock, or publish the newest content."
    )


def _moment(time: str) -> dt.datetime:
    """A time of the record; one that nobody can read, or without a zone, is older than everything."""
    try:
        read = dt.datetime.fromisoformat(time)
    except ValueError:
        return dt.datetime.min.replace(tzinfo=dt.UTC)
    return read if read.tzinfo else dt.datetime.min.replace(tzinfo=dt.UTC)


def missing_files(manifest: Manifest) -> str:
    missing = [path for path in REQUIRED if path not in manifest.by_path]
    return f"The site lacks {', '.join(missing)}. Build it anew: ./desk clean && ./desk publish." if missing else ""


def local_address(site_url: str, *, allow_local: bool) -> str:
    """SITEURL must be where readers find the site: feeds and canonical links carry it."""
    parts = urlsplit(site_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return f'SITEURL is "{site_url}". Set it in pelicanconf.py to the whole address, e.g. "https://example.org".'
    if allow_local or not is_local(parts.hostname):
        return ""
    return (
        f'SITEURL is "{site_url}", an address of this machine or network. '
        "Set it in pelicanconf.py to the site's public address, or publish with --allow-local."
    )


@lru_cache(maxsize=1024)  # a site names the same few hosts on every page
def is_local(host: str) -> bool:
    """Whether only this machine or its network can reach `host` (RFC 6761, RFC 6762; private addresses)."""
    host = host.strip("[]").rstrip(".").lower()
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.rsplit(".", 1)[-1] in LOCAL_NAMES


def fewer_stories(plan: Plan) -> str:
    if plan.first or plan.stories_after >= plan.stories_before:
        return ""
    return (
        f"The site would have fewer stories: {plan.stories_after:,} instead of {plan.stories_before:,}. "
        "If that is meant: --force with the reason."
    )


def too_many_deletions(plan: Plan) -> str:
    allowed = max(DELETIONS_ALLOWED, int(plan.before * SHARE_ALLOWED))
    if len(plan.removed) <= allowed:
        return ""
    return (
        f"{len(plan.removed):,} of {plan.before:,} files would be removed; more than {allowed:,} needs a reason. "
        "If that is meant: --force with the reason."
    )


def addresses_gone(plan: Plan) -> str:
    if not plan.gone:
        return ""
    shown = ", ".join(plan.gone[:SHOWN])
    more = f" and {len(plan.gone) - SHOWN:,} more" if len(plan.gone) > SHOWN else ""
    return (
        f"Nothing would answer {shown}{more}. Addresses never change once published: add the old one to `aliases` of "
        "the story or topic that took its place, or to `addresses` of the profile; or --force with the reason."
    )
