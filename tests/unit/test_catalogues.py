"""The interface in other languages: every message in every catalogue, and a site that speaks one language only."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.messages.catalog import Message
from bs4 import BeautifulSoup
from newsdesk import catalogues
from newsdesk.builder.build import build
from newsdesk.builder.catalogues import catalogue
from newsdesk.model.cards import day
from newsdesk.model.edtf import parse_edtf
from newsdesk.model.edtf_words import in_words, month_words
from newsdesk.model.problems import UsageError
from newsdesk.model.words import count, say, speaking

from tests.sites import ROOT, article, golden_content, write_site

THEME = ROOT / "theme"
LANGUAGES = ("de", "ru")
SAID = catalogues.messages(THEME)
HOLE = re.compile(r"%\((\w+)\)s")


def test_there_are_catalogues() -> None:
    assert catalogues.languages(THEME) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_in_every_catalogue_and_none_besides(language: str) -> None:
    found = catalogues.read(THEME, language)
    assert {(m.context, str(m.id)) for m in found if m.id} == {(m.context, str(m.id)) for m in SAID if m.id}
    assert [message.id for message in catalogues.unsaid(found)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_only_what_it_is_given(language: str) -> None:
    for message in catalogues.read(THEME, language):
        given = _holes(message.id)
        given |= {"date"} if "phrase" in given else set()  # a message that holds a date may take either form
        assert _holes(message.string) <= given, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_written_the_same_whenever_it_is_brought_up_to_date(language: str, tmp_path: Path) -> None:
    theme = Path(shutil.copytree(THEME, tmp_path / "theme"))
    lines = catalogues.update(theme)
    assert lines == [f"{name}: {len(SAID)} messages, complete" for name in LANGUAGES]
    path = Path("locale") / language / "newsdesk.po"
    assert (theme / path).read_bytes() == (THEME / path).read_bytes()


def test_a_new_catalogue_begins_empty(tmp_path: Path) -> None:
    theme = Path(shutil.copytree(THEME, tmp_path / "theme"))
    assert f"fr: {len(SAID)} messages, {len(SAID)} to translate" in catalogues.update(theme, begin="fr")
    with speaking(catalogue(theme, "fr")):
        assert say("Topics") == "Topics"
    with pytest.raises(UsageError, match="is there already"):
        catalogues.update(theme, begin="fr")
    with pytest.raises(UsageError, match="no language that is known"):
        catalogues.update(theme, begin="xx")


def _holes(text: Message | str | tuple[str, ...]) -> set[str]:
    return set(HOLE.findall(" ".join(text) if isinstance(text, (tuple, list)) else str(text)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_those_of_the_common_locale_data(language: str, month: int) -> None:
    date = dt.date(2018, month, 12)
    with speaking(catalogue(THEME, language)):
        assert day(date).words == format_date(date, "long", locale=language).removesuffix("\u202fг.")
        assert month_words(2018, month) == format_date(date, "LLLL y", locale=language)


@pytest.mark.parametrize(
    ("edtf", "german", "russian"),
    [
        ("2018-10-12", "12. Oktober 2018", "12 октября 2018"),
        ("2018-10-11/2018-10-12", "11.–12. Oktober 2018", "11–12 октября 2018"),
        ("2018-09-30/2018-10-02", "30. September – 2. Oktober 2018", "30 сентября – 2 октября 2018"),
        ("2018-10", "Oktober 2018", "октябрь 2018"),
        ("2018-09~", "etwa September 2018", "около сентября 2018 года"),
        ("../2018", "bis Ende 2018", "до конца 2018 года"),
        ("2018-05/..", "seit Mai 2018", "с мая 2018 года"),
        ("201X/..", "seit den 2010er-Jahren", "с 2010-х"),
        ("2018-33", "1. Quartal 2018", "первый квартал 2018 года"),
        ("2018-21", "Frühjahr 2018", "весна 2018 года"),
        ("2018-41/..", "seit der 2. Hälfte 2018", "с 2-й половины 2018 года"),
        ("-0043", "44 v. Chr.", "44 до н. э."),
    ],
)
def test_dates_in_words_of_each_language(edtf: str, german: str, russian: str) -> None:
    for language, words in (("de", german), ("ru", russian)):
        with speaking(catalogue(THEME, language)):
            assert in_words(parse_edtf(edtf)) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 материал"), (2, "2 материала"), (5, "5 материалов"), (11, "11 материалов"), (21, "21 материал")],
)
def test_plurals_follow_the_language(number: int, words: str) -> None:
    with speaking(catalogue(THEME, "ru")):
        assert count("%(num)s story", "%(num)s stories", number) == words


def test_what_was_said_in_one_language_is_not_remembered_in_another() -> None:
    date = dt.date(2031, 5, 1)
    with speaking(catalogue(THEME, "ru")):
        assert day(date).words == "1 мая 2031"
    assert day(date).words == "1 May 2031"


def test_a_language_of_a_region_takes_the_catalogue_of_the_language() -> None:
    with speaking(catalogue(THEME, "de-AT")):
        assert say("Topics") == "Themen"
    with speaking(catalogue(THEME, "en-GB")):
        assert say("Topics") == "Topics"


def test_a_language_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r'DEFAULT_LANG: "fr": the theme has no texts .* only de, en, ru'):
        build(write_site(tmp_path, golden_content(), DEFAULT_LANG="fr"))


def test_a_catalogue_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    theme = Path(shutil.copytree(THEME, tmp_path / "theme"))
    broken = theme / "locale" / "de" / "newsdesk.po"
    broken.write_text(broken.read_text("utf-8") + '\nmsgid "unended\n', "utf-8")
    with pytest.raises(UsageError, match=r"locale/de/newsdesk\.po"):
        build(write_site(tmp_path, golden_content(), DEFAULT_LANG="de", THEME=str(theme)))


# A site whose editors write no Latin letter: whatever is left in Latin was said by Newsdesk, and not in Russian.
RUSSIAN = {
    "topics/most.md": "---\nname: Мост\nsummary: Мост через пролив.\nrelated: [port]\n---\n\nКак строили мост.\n",
    "topics/port.md": "---\nname: Порт\n---\n",
    "experts/anna.md": "---\nname: Анна Ветрова\naliases: [А. Ветрова]\nstatus: published\n---\n\nИнженер.\n",
    "experts/boris.md": "---\nname: Борис Тучин\nkind: official\nrole: капитан порта\nstatus: published\n---\n",
    "editions/2030-05-02.md": "---\nitems:\n  - {article: most, note: Главное}\nstatus: published\n---\n\nПривет.\n",
    "editions/2030-07-02.md": "---\ntitle: Лето\nstatus: published\n---\n",
    "pages/about.md": "---\ntitle: О нас\n---\n\nМы пишем о мостах.\n",
    "articles/2030/most.md": """---
title: Мост закрыт
date: 2030-05-01
modified: 2030-05-03
topic: most
kind: analysis
authors: [Вера Лугова, Иван Полев]
source: {name: Вестник, url: "https://xn--80adxhks.example/", author: Олег Рощин, date: 2030-04-30}
corrections:
  - {date: 2030-05-02, text: Мост закрыт не весь.}
  - {date: 2030-05-03, text: Закрыта одна полоса.}
tags: [мосты]
timeline:
  - {date: 2030-04-30, title: Трещина, level: milestone, people: [anna, Пётр], place: Пролив}
  - {date: 2029-33, title: Осмотр, place: Порт}
  - {date: "2028-05/..", title: Ремонт, people: [anna]}
status: published
---

> Мост надо чинить.
>
> — [Анна Ветрова](expert:anna), инженер

Тучин [ждёт ремонта летом](said:boris "совету").
""",
    "articles/2030/port.md": """---
title: Порт открыт
date: 2030-06-01
topics: [port, most]
kind: opinion
source: {name: Маяк}
timeline:
  - {date: 2030-06-01, title: Открытие, people: [Пётр]}
status: published
---

> Порт открыт.
>
> — [Борис Тучин](expert:boris)

> Я рада.
>
> — [Анна Ветрова](expert:anna)
""",
}
LATIN = re.compile(r"[A-Za-z]{2,}")
NAMES = re.compile(r"Atom|RSS|JSON Feed|JSON|TimelineJS|https?://\S+|xn--\S+|<iframe.*?</iframe>")


@pytest.mark.parametrize("preview", [False, True])
def test_a_site_speaks_one_language(tmp_path: Path, preview: bool) -> None:
    settings = {
        "SITENAME": "Вестник пролива",
        "NEWSDESK_TAGLINE": "Что было и кто что сказал",
        "NEWSDESK_DESCRIPTION": "Новости пролива.",
        "NEWSDESK_NAV": [("/topics/", "Темы")],
        "NEWSDESK_FOOTER": [("/authors/", "Авторы")],
    }
    files = {**RUSSIAN, "articles/2030/chernovik.md": RUSSIAN["articles/2030/port.md"].replace("published", "draft")}
    output = build(write_site(tmp_path, files, DEFAULT_LANG="ru", NEWSDESK_PREVIEW=preview, **settings)).output
    pages = sorted(output.rglob("*.html"))
    assert len(pages) > 30
    for path in pages:
        soup = BeautifulSoup(path.read_bytes(), "html.parser")
        assert soup.html is not None
        assert soup.html["lang"] == "ru"
        for script in soup.find_all("script"):
            script.decompose()
        said = [text for text in soup.stripped_strings if text != "html"]
        for element in soup.find_all(True):
            said += [str(element[name]) for name in ("aria-label", "title", "alt") if element.has_attr(name)]
        said += [str(meta["content"]) for meta in soup.select("meta[name=description], meta[property='og:title']")]
        assert [text for text in said if LATIN.search(NAMES.sub("", text))] == [], path


def test_new_texts_make_every_page_anew_and_the_same_as_a_clean_build(tmp_path: Path) -> None:
    theme = Path(shutil.copytree(THEME, tmp_path / "theme"))
    files = {"topics/roads.md": "---\nname: Wege\n---\n", "articles/2030/a.md": article()}
    conf = write_site(tmp_path, files, DEFAULT_LANG="de", THEME=str(theme))
    first = build(conf)
    path = theme / "locale" / "de" / "newsdesk.po"
    path.write_text(path.read_text("utf-8").replace("Zum Inhalt springen", "Direkt zum Inhalt"), "utf-8")
    second = build(conf)
    assert sum(second.fresh.values()) == sum(first.pages.values())
    for page in second.output.rglob("*.html"):
        html = page.read_text("utf-8")
        assert "skip-link" not in html or "Direkt zum Inhalt" in html
    assert sum(build(conf).fresh.values()) == 0
