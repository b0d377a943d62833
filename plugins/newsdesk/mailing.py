"""Writing an edition's e-mail: the content is read and checked, the theme's templates rendered, styles put inline.

email/2018-10-14.html    for a mail service's editor
email/2018-10-14.txt     the same as plain text
email/2018-10-14.eml     both in one message, to open in a mail program or to send as it is
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import css_inline

from newsdesk.builder.catalogues import catalogue, digest_of_words
from newsdesk.builder.render import Renderer
from newsdesk.builder.whole import write_with_folder
from newsdesk.editions.mail import TEXT_TEMPLATE, mail_page, message
from newsdesk.model.digest import Digest, visible
from newsdesk.model.index import index_of
from newsdesk.model.issues import Issue, issues
from newsdesk.model.problems import ContentError, Place, Problem, UsageError, did_you_mean, errors
from newsdesk.model.words import speaking
from newsdesk.publisher.guards import is_local
from newsdesk.publisher.leaks import leaks
from newsdesk.publisher.pages import read_page
from newsdesk.publisher.policy import policy_from
from newsdesk.settings import Settings
from newsdesk.source.check import check_tree

STYLES = "email.css"
_STORY = re.compile(r"/articles/([a-z0-9-]+)/")
_VERBS = ("has", "holds", "is", "asks", "does", "keeps")
MOST = 100 * 1024  # bytes of HTML; Gmail shows no more than 102 KB and hides the rest behind a link
# Mail programs run nothing and send no forms, and rightly so; styles stand on the elements, since some read no others.
_POLICY = policy_from("script-src 'none'; object-src 'none'; frame-src 'none'; form-action 'none'")


@dataclass(frozen=True)
class Written:
    """The files of an edition's e-mail, and how many bytes its HTML has."""

    edition: str
    paths: tuple[str, ...]
    size: int

    @property
    def summary(self) -> str:
        lines = [*(f"{path}: written" for path in self.paths)]
        return "\n".join(
            [*lines, f"The e-mail has {self.size / 1024:.1f} KB of {MOST // 1024} KB that mail services show."]
        )

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=2)


def write_email(settings: Settings, edition: str, output: Path) -> Written:
    """Writes an edition's e-mail into `output`. Raises `ContentError` or `UsageError`, with nothing written."""
    digest, problems = check_tree(settings.content, zone=settings.zone, base=settings.base)
    if errors(problems):
        raise ContentError(problems)
    shown = visible(digest, settings.clock, drafts=False)
    issue = _find_issue(edition, digest, shown)
    words = digest_of_words(settings.theme, settings.lang)
    site = replace(settings, preview=False).site(words=words)
    with speaking(catalogue(settings.theme, settings.lang)):
        page = mail_page(issue, shown, site, unsubscribe=settings.unsubscribe)
        renderer = Renderer(settings.theme, site)
        html = inlined(renderer.render(page).decode(), (settings.theme / STYLES).read_text("utf-8"))
        text = renderer.render(page, TEXT_TEMPLATE).decode()
    hidden = {article.slug for article in digest.articles} - {article.slug for article in shown.articles}
    _refuse_faults(html, text, issue, settings, hidden)
    parts = {
        "html": html.encode(),
        "txt": text.encode(),
        "eml": message(page, issue.edition.date, site, html=html, text=text),
    }
    for kind, content in parts.items():
        write_with_folder(output / f"{issue.edition.slug}.{kind}", content)
    return Written(
        issue.edition.slug, tuple(str(output / f"{issue.edition.slug}.{kind}") for kind in parts), len(parts["html"])
    )


def inlined(html: str, styles: str) -> str:
    """HTML with `styles` on its elements; rules for the dark and for narrow screens stay in its head."""
    plain, at, conditional = styles.partition("\n@media")
    inliner = css_inline.CSSInliner(extra_css=plain, load_remote_stylesheets=False)
    kept = f"<style>{at}{conditional}</style>\n</head>" if at else "</head>"
    return f"{inliner.inline(html).replace('</head>', kept, 1)}\n"


def _find_issue(edition: str, digest: Digest, shown: Digest) -> Issue:
    wanted = edition.strip("/").removesuffix(".md").rpartition("/")[2]
    found = {issue.edition.slug: issue for issue in issues(index_of(shown))}
    if wanted in found:
        return found[wanted]
    hidden = next((one for one in digest.editions if one.slug == wanted), None)
    if hidden:
        state = "is a draft" if hidden.status == "draft" else "is not due yet"
        raise UsageError(f"content/{hidden.path}: {state}. Only what readers may see goes out by e-mail.")
    known = did_you_mean(wanted, found) or (f"The latest is {max(found)}." if found else "There is none yet.")
    raise UsageError(f'"{edition}": no such edition. {known}'.rstrip())


def _refuse_faults(html: str, text: str, issue: Issue, settings: Settings, hidden: set[str]) -> None:
    """An e-mail cannot be taken back, so what is wrong with it stops it. `hidden` are slugs of stories that no reader
    may see."""
    place, size = Place(f"content/{issue.edition.path}"), len(html.encode())
    faults = []
    if size > MOST:
        fault = f"the e-mail has {size / 1024:.0f} KB; mail services cut off what is beyond 102 KB"
        faults.append(Problem(place, fault, "Shorten the letter, or list fewer stories under items.", "email"))
    page = read_page(place.path, html.encode(), here=settings.url, sent=(_POLICY,))
    found = [*page.problems, *leaks(place.path, f"{html}\n{text}".encode(), allow_local=is_local(_host(settings)))]
    faults += [Problem(place, f"the e-mail {_as_said(problem)}", problem.remedy, problem.rule) for problem in found]
    for slug in sorted(hidden & set(_STORY.findall(f"{html}\n{text}"))):
        fault = f'the e-mail leads to the story "{slug}", which readers may not see yet'
        faults.append(Problem(place, fault, "Publish the story, or take the link out.", "unpublished"))
    if faults:
        raise ContentError(faults)


def _as_said(problem: Problem) -> str:
    """A fault as it is said of a page or of a file: "holds a script", "unpublished material"."""
    return problem.fault if problem.fault.split(" ", 1)[0] in _VERBS else f"holds {problem.fault}"


def _host(settings: Settings) -> str:
    return urlsplit(settings.url).hostname or ""
