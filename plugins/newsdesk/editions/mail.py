"""An edition as an e-mail: what its templates are given, and the message that carries them. Pure.

The same edition as on the site, read away from it: whole addresses, no pictures, no scripts, and at its foot where to
read it in a browser and how to leave. Sending is not ours: a mail service puts each reader's own address in place of
the words that `unsubscribe` holds.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import urlsplit

from newsdesk.editions.assemble import edition_view
from newsdesk.editions.plaintext import as_text
from newsdesk.editions.views import Item
from newsdesk.model.digest import Digest
from newsdesk.model.hypertext import absolute, excerpt
from newsdesk.model.issues import Issue
from newsdesk.model.site import Moment, Page, Site, page_at

HTML_TEMPLATE, TEXT_TEMPLATE = "email.html", "email.txt"


@dataclass(frozen=True)
class MailView:
    """An edition as its e-mail templates see it. `letter` is sanitised HTML with whole addresses, `letter_text` the
    same to be read as plain text; `unsubscribe` is an address, or the words that a mail service replaces by one."""

    title: str
    number: int
    date: Moment
    letter: str
    letter_text: str
    items: tuple[Item, ...]
    unsubscribe: str


def mail_page(issue: Issue, digest: Digest, site: Site, *, unsubscribe: str) -> Page:
    """What both templates of an edition's e-mail are given. `digest` holds only what readers may see."""
    edition = issue.edition
    seen = edition_view(edition, digest, (issue.number, issue.contents, None, None))
    letter = absolute(seen.letter, site.url + edition.url)
    view = MailView(seen.title, seen.number, seen.date, letter, as_text(letter), seen.items, unsubscribe)
    opening = excerpt(edition.body.plain) or " · ".join(item.story.headline for item in seen.items[:3])
    return page_at(edition.url, HTML_TEMPLATE, view, seen.title, description=opening, claims=(edition.path,))


def message(page: Page, date: dt.date, site: Site, *, html: str, text: str) -> bytes:
    """The e-mail as a file (RFC 5322): plain text and HTML, dated at noon UTC of the edition's day.

    Id and boundary are made from the edition and its words, so that the same edition is always the same bytes.
    """
    assert isinstance(page.view, MailView)
    host = urlsplit(site.url).hostname or "localhost"
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _sender(site, host)
    mail["Subject"] = f"{page.title} – {site.name}" if page.title != site.name else site.name
    mail["Date"] = dt.datetime.combine(date, dt.time(12), tzinfo=dt.UTC)
    mail["Message-ID"] = f"<edition-{date.isoformat()}@{host}>"
    mail["Content-Language"] = site.lang
    if page.view.unsubscribe.startswith(("https://", "mailto:")):
        mail["List-Unsubscribe"] = f"<{page.view.unsubscribe}>"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{hashlib.sha256(f'{text}{html}'.encode()).hexdigest()[:32]}")
    return mail.as_bytes()


def _sender(site: Site, host: str) -> Address:
    """The desk's own address where its contact is one; a page for readers' letters is none."""
    address = site.contact.removeprefix("mailto:")
    name, at, domain = address.rpartition("@")
    if at and name and domain and "/" not in address:
        return Address(site.name, name, domain)
    return Address(site.name, "digest", host)
