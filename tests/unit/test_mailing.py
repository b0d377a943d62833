"""An edition as an e-mail: what is in it, what never is, and that it is the same bytes every time."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from newsdesk.editions.plaintext import as_text
from newsdesk.mailing import MOST, Written, inlined, write_email
from newsdesk.model.problems import ContentError, UsageError
from newsdesk.settings import load_settings

from tests.sites import ROOT, TOPIC, article, write_site

LETTER = "We went to [the harbour](topic:roads).\n\n> It was *cold*.\n\n- one\n- two\n"
EDITION = "---\ntitle: Ice & salt\nitems:\n  - article: ice\n    note: Read <this> first.\n---\n"
SITE = {
    **TOPIC,
    "articles/2030/ice.md": article("Ice on the roads"),
    "articles/2030/salt.md": article("Salt is dear", status="draft"),
    "editions/2030-05-02.md": EDITION + LETTER,
}


def written(folder: Path, files: dict[str, str], name: str = "2030-05-02", **settings: Any) -> dict[str, bytes]:
    report = write_mail(folder, files, name, **settings)
    return {path.rpartition(".")[2]: Path(path).read_bytes() for path in report.paths}


def write_mail(folder: Path, files: dict[str, str], name: str = "2030-05-02", **settings: Any) -> Written:
    conf = write_site(folder, files, **settings)
    return write_email(load_settings(conf), name, folder / "mail")


def parts_of(content: bytes) -> tuple[EmailMessage, str, str]:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain
    assert html
    return message, plain.get_content(), html.get_content()


def test_the_message_holds_both_forms_and_says_whose_it_is(tmp_path: Path) -> None:
    mail = written(tmp_path, SITE)
    message, plain, html = parts_of(mail["eml"])
    assert plain.replace("\r\n", "\n") == mail["txt"].decode()
    assert html.replace("\r\n", "\n") == mail["html"].decode()
    assert message["Subject"] == "Ice & salt – The Sandhaven Digest"
    assert message["From"] == "The Sandhaven Digest <desk@sandhaven.example>"
    assert message["Message-ID"] == "<edition-2030-05-02@sandhaven.example>"
    assert message["Date"].datetime.isoformat() == "2030-05-02T12:00:00+00:00"
    assert message.get_content_type() == "multipart/alternative"
    assert not message.defects
    assert max(map(len, mail["eml"].splitlines())) <= 998  # RFC 5322, 2.1.1


def test_the_same_edition_is_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path / "one", SITE) == written(tmp_path / "other", SITE)


def test_every_link_is_whole_and_leads_to_the_site(tmp_path: Path) -> None:
    html = written(tmp_path, SITE)["html"].decode()
    links = re.findall(r'(?:href|src)="([^"]*)"', html)
    kinds = ("https://sandhaven.example/", "mailto:desk@sandhaven.example", "{{unsubscribe_url}}")
    assert links
    assert all(link.startswith(kinds) for link in links)
    assert "https://sandhaven.example/editions/2030-05-02/" in links
    assert "https://sandhaven.example/topics/roads/" in links
    assert "https://sandhaven.example/articles/ice/" in links


def test_text_is_escaped_in_html_and_plain_in_text(tmp_path: Path) -> None:
    mail = written(tmp_path, SITE)
    assert b"Read &lt;this&gt; first." in mail["html"]
    assert b"Read <this> first." in mail["txt"]
    assert b"Ice & salt\n==========" in mail["txt"]


def test_styles_stand_on_the_elements_and_those_of_dark_screens_in_the_head(tmp_path: Path) -> None:
    html = written(tmp_path, SITE)["html"].decode()
    head, _, body = html.partition("</head>")
    assert "prefers-color-scheme: dark" in head
    assert head.index('charset="utf-8"') < head.index("<style>")
    assert "<style" not in body
    assert re.search(r'<h1 [^>]*style="[^"]*font-size', body)
    assert "<script" not in html
    assert "<link" not in html


def test_a_placeholder_or_an_address_to_leave_by(tmp_path: Path) -> None:
    one = written(tmp_path / "one", SITE, NEWSDESK_UNSUBSCRIBE="*|UNSUB|*")
    assert b'href="*|UNSUB|*"' in one["html"]
    assert b"Unsubscribe: *|UNSUB|*" in one["txt"]
    assert parts_of(one["eml"])[0]["List-Unsubscribe"] is None
    other = written(tmp_path / "other", SITE, NEWSDESK_UNSUBSCRIBE="https://sandhaven.example/leave")
    assert parts_of(other["eml"])[0]["List-Unsubscribe"] == "<https://sandhaven.example/leave>"


def test_drafts_are_left_out_even_of_a_preview(tmp_path: Path) -> None:
    gathered = {**SITE, "editions/2030-05-02.md": "---\ntitle: Ice\n---\nAll that came."}
    mail = written(tmp_path, gathered, NEWSDESK_PREVIEW=True)
    assert all(b"Ice on the roads" in mail[kind] for kind in ("html", "txt"))
    assert all(b"Salt is dear" not in content for content in mail.values())


@pytest.mark.parametrize(
    ("name", "files", "fault"),
    [
        ("2030-05-03", {}, 'no such edition. Did you mean "2030-05-02"?'),
        ("2030-06-01", {"editions/2030-06-01.md": "---\nstatus: draft\n---\n"}, "is a draft"),
        ("2031-06-01", {"editions/2031-06-01.md": "---\ntitle: Later\n---\n"}, "is not due yet"),
    ],
)
def test_an_edition_that_readers_may_not_see_is_refused_by_name(
    tmp_path: Path, name: str, files: dict[str, str], fault: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(fault)):
        write_mail(tmp_path, {**SITE, **files}, name)
    assert not (tmp_path / "mail").exists()


def test_an_email_that_mail_services_would_cut_is_refused(tmp_path: Path) -> None:
    long = EDITION + "\n\n".join(["The ice held until noon. " * 40] * (MOST // 900))
    with pytest.raises(ContentError, match="102 KB"):
        write_mail(tmp_path, {**SITE, "editions/2030-05-02.md": long})
    assert not (tmp_path / "mail").exists()


def test_a_path_names_an_edition_as_well(tmp_path: Path) -> None:
    assert write_mail(tmp_path, SITE, "content/editions/2030-05-02.md").edition == "2030-05-02"


def test_only_rules_with_conditions_stay_in_the_head() -> None:
    found = inlined(
        "<html><head></head><body><p>x</p></body></html>", "p { color: red }\n@media print { p { top: 0 } }"
    )
    assert '<p style="color: red' in found
    assert re.findall(r"<style>(.*?)</style>", found, re.DOTALL) == ["\n@media print { p { top: 0 } }"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a  b\n c</p><p>d</p>", "a b c\n\nd"),
        ('<p>See <a href="https://a.example/">the list</a>.</p>', "See the list <https://a.example/>."),
        ('<p><a href="https://a.example/">https://a.example/</a></p>', "https://a.example/"),
        ("<ul><li>one</li><li>two<ul><li>three</li></ul></li></ul>", "- one\n- two\n  - three"),
        ("<ol><li><p>one</p></li><li>two</li></ol>", "1. one\n2. two"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n> \n> b"),
        ("<p>a<br>b &amp; c<!-- d --></p>", "a b & c"),
        ('<figure><img src="x.png" alt="A ship"><figcaption>At sea</figcaption></figure>', "A ship\n\nAt sea"),
        ("<table><tr><th>a</th><td>b</td></tr></table>", "a | b"),
        ("<pre>x\n  y</pre><hr>", "x\n  y\n\n* * *"),
        ("", ""),
    ],
)
def test_html_reads_well_as_plain_text(markup: str, text: str) -> None:
    assert as_text(markup) == text


def test_long_lines_are_broken_but_no_address() -> None:
    address = f"https://a.example/{'x' * 90}/"
    lines = as_text(f'<p>{"word " * 40}<a href="{address}">here</a></p>').splitlines()
    assert f"<{address}>" in lines
    assert all(len(line) <= 72 for line in lines if address not in line)


SABOTAGED = [
    ("<script>track()</script>", "policy", "the e-mail holds a script, which the site's policy forbids"),
    ('<p onclick="track()">x</p>', "policy", "the e-mail holds script in an attribute"),
    (
        '<form action="https://elsewhere.example/">x</form>',
        "policy",
        'the e-mail asks for "https://elsewhere.example/"',
    ),
    ('<p data-draft="">x</p>', "draft", "the e-mail holds unpublished material: data-draft"),
    ('<q data-proposed="true">x</q>', "proposal", "the e-mail holds unpublished material: data-proposed"),
    (
        '<a href="{{ site.url }}/articles/salt/">x</a>',
        "unpublished",
        'leads to the story "salt", which readers may not',
    ),
    ('<a href="http://localhost:8000/">x</a>', "local", 'an address of this machine or network, "http://localhost"'),
    ("{{ '{{ view.title }}' }}", "template", "the e-mail holds the words of a template"),
]


@pytest.mark.parametrize(("html", "code", "words"), SABOTAGED)
def test_an_email_that_would_tell_or_do_what_it_must_not_is_refused(
    tmp_path: Path, html: str, code: str, words: str
) -> None:
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    template = tmp_path / "theme" / "templates" / "email.html"
    template.write_text(template.read_text("utf-8").replace("</h1>", f"</h1>{html}", 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        write_mail(tmp_path, SITE, THEME=str(tmp_path / "theme"))
    found = [str(problem) for problem in caught.value.problems if problem.rule == code]
    assert any(words in problem and problem.startswith("content/editions/2030-05-02.md") for problem in found), found
    assert not (tmp_path / "mail").exists()
