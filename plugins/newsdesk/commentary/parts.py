"""Cutting what is too much for one page into years, and a year that is still too much into numbered parts.

The parts of a year count from its oldest quotation, so that an address keeps its words while new ones are added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsdesk.commentary.telling import Telling
from newsdesk.commentary.views import Counted
from newsdesk.model.edtf_words import month_name
from newsdesk.model.site import Link
from newsdesk.model.words import say

MOST = 200  # quotations on a page: with their context and where they stand some 50 KB, compressed


@dataclass(frozen=True, slots=True)
class Part:
    """A year, or a part of one, newest first.

    `title` names it in a heading ("2031", "2031, part 2"), `time` in a sentence ("in 2031", "from March to May 2031"),
    `words` in a list of links ("2031", "2031, part 2: March to May").
    """

    url: str
    title: str
    time: str
    words: str
    told: tuple[Telling, ...]

    @property
    def link(self) -> Link:
        return Link(self.url, self.words)

    @property
    def name(self) -> tuple[str, str, str]:
        """What its page says of it: address, title and time."""
        return (self.url, self.title, self.time)


def split(told: Sequence[Telling], home: str) -> tuple[Part, ...]:
    """The parts of what was told (newest first) below the page `home`, newest first; none if one page holds it all."""
    if len(told) <= MOST:
        return ()
    # By the year in each story's own zone, in which the order of time may go back and forth at New Year.
    years: dict[int, list[Telling]] = {}
    for telling in told:
        years.setdefault(telling.row.date.year, []).append(telling)
    parts: list[Part] = []
    for year in sorted(years, reverse=True):
        parts += reversed(list(_of_year(year, years[year], f"{home}{year:04}/")))
    return tuple(parts)


def _of_year(year: int, told: Sequence[Telling], url: str) -> Iterator[Part]:
    """Oldest part first."""
    if len(told) <= MOST:
        yield Part(url, str(year), say("in %(year)s", year=year), str(year), tuple(told))
        return
    for number, end in enumerate(range(len(told), 0, -MOST), start=1):
        some = tuple(told[max(0, end - MOST) : end])
        address = f"{url}{number}/" if number > 1 else url
        first, last = (month_name(telling.row.date.month) for telling in (some[-1], some[0]))
        title = say("%(year)s, part %(number)s", year=year, number=number)
        if first == last:
            yield Part(address, title, say("in %(month)s %(year)s", month=first, year=year), f"{title}: {first}", some)
            continue
        time = say("from %(first)s to %(last)s %(year)s", first=first, last=last, year=year)
        yield Part(
            address, title, time, say("%(part)s: %(first)s to %(last)s", part=title, first=first, last=last), some
        )


def counted(parts: Sequence[Part], current: str = "") -> tuple[Counted, ...]:
    """The parts as links, with how many quotations each holds."""
    return tuple(Counted(part.link, len(part.told), part.url == current) for part in parts)
