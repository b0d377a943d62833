"""The sample digest in content/: sound, accepted, and without a word put into anybody's mouth."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from newsdesk.commentary import assemble as commentary
from newsdesk.commentary.views import ExpertView
from newsdesk.model.digest import Digest
from newsdesk.source.check import check_tree
from newsdesk.stories import assemble as stories
from newsdesk.stories.views import StoryView

from tests.digests import pages_of

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def sample() -> Digest:
    digest, problems = check_tree(CONTENT, zone=ZoneInfo("Europe/Warsaw"))
    assert not problems, "\n".join(map(str, problems))
    return digest


def test_the_sample_is_worth_showing(sample: Digest) -> None:
    assert len(sample.topics) == 3
    assert len(sample.articles) >= 10
    assert len(sample.editions) >= 2
    assert {article.status for article in sample.articles} == {"published"}


def test_nothing_in_the_sample_is_a_proposal(sample: Digest) -> None:
    for article in sample.articles:
        assert not [event for event in article.timeline if event.proposed]
        assert not [quotation for quotation in article.body.quotations if quotation.proposed]


def test_nobody_is_quoted_word_for_word_and_every_speaker_has_a_profile(sample: Digest) -> None:
    quotations = [quotation for article in sample.articles for quotation in article.body.quotations]
    assert quotations
    assert {quotation.speech for quotation in quotations} == {"indirect"}
    assert {quotation.speaker for quotation in quotations} <= set(sample.expert)


def test_every_quotation_of_the_sample_stands_once_with_its_speaker_and_leads_to_its_sentence_and_back(
    sample: Digest,
) -> None:
    pages = {page.url: page.view for room in (commentary.sheets, stories.sheets) for page in pages_of(room, sample)}
    told: list[tuple[str, str]] = []
    for article in sample.articles:
        story = pages[article.url]
        assert isinstance(story, StoryView)
        back = {person.url for person in story.people}
        for quotation in article.body.quotations:
            speaker = sample.expert[quotation.speaker or ""].url
            assert f'id="{quotation.anchor}"' in article.body.html
            assert speaker in back
            told.append((speaker, f"{article.url}#{quotation.anchor}"))
    shown: list[tuple[str, str]] = []
    for expert in sample.experts:
        view = pages[expert.url]
        assert isinstance(view, ExpertView)
        shown += [(expert.url, card.url) for group in view.groups for card in group.quotations]
    assert sorted(shown) == sorted(told)


def test_every_event_that_quotes_its_story_is_found_in_it(sample: Digest) -> None:
    for article in sample.articles:
        plain = " ".join(article.body.plain.split()).casefold()
        for event in article.timeline:
            assert not event.quote or event.quote.casefold() in plain, (article.path, event.title)


def test_no_source_of_the_sample_is_linked_that_nobody_opened(sample: Digest) -> None:
    assert not [article.path for article in sample.articles if article.source and article.source.url]
    assert not [article.path for article in sample.articles if "http" in article.body.html]
