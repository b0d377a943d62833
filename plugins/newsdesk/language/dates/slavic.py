"""The shapes of dates that East Slavic languages share: only words and endings differ among them.

5 октября 2018 года · в октябре · на прошлой неделе · два года назад · к концу года · 12–14 октября
"""

from __future__ import annotations

from newsdesk.language.dates.tables import Shape, Words


def joined(**slots: Words) -> dict[str, Words]:
    """Slots by name."""
    return dict(slots)


# What counts, not dates, follows or precedes four digits.
_COUNT_BEFORE = r"(?:[$€₽№@/+×]|(?<!\d)-|\d[.,]|\b(?:около|более|свыше|почти|понад|больш за|каля|блізу|рейс|№|номер) )"
_COUNT_AFTER = (
    r" ?(?:%|процент\w*|человек\w*|чел|рубл\w*|гривен\w*|гривн\w*|доллар\w*|долар\w*|евро|євро|тысяч\w*|тысяч|тонн\w*|"
    r"км|кг|метр\w*|кілометр\w*|километр\w*|раз|часов|минут|людей|чалавек|осіб|солдат\w*|дол|тыс|млн)\b|[.,:]\d|°"
)


def shapes(*, year: str, every: str, at: str) -> tuple[Shape, ...]:
    """The shapes, given the words for "year" after a number, "every", and "in, to, from"."""
    return (
        Shape("full", rf"{{day}} {{month}},? {{year}}(?:{year})?"),
        Shape("full", rf"{{weekday}},? {{day}} {{month}},? {{year}}(?:{year})?"),
        Shape("iso", r"{iso}"),
        Shape("numeric", rf"{{num:1}}[.]{{num:2}}[.]{{year}}(?:{year})?"),
        Shape("day_month", r"{day} {month}"),
        Shape("day_month", r"{weekday},? {day} {month}"),
        Shape("day_range", rf"{{day}} ?(?:-|–|—|по|до|па|да) ?{{day:2}} {{month}}(?:,? {{year}}(?:{year})?)?"),
        Shape(
            "day_month_range",
            rf"{{day}} {{month}} ?(?:-|–|—|по|до|па|да) ?{{day:2}} {{month:2}}(?: {{year}}(?:{year})?)?",
        ),
        Shape("month_year", rf"{{month}},? {{year}}(?:{year})?"),
        Shape("month", r"{month}", before=at, unless_before=every),
        Shape(
            "month",
            r"{month}",
            before=r"\b(?:начал\w|конц\w|конец|середин\w|пачатку|канцы|канца|сярэдзіне|початку|кінці|кінця|середині|начала) ",
        ),
        Shape("rel_month", r"{direction} {month}"),
        Shape("month_of", r"{month} {direction} (?:года|року)"),
        Shape("month_of", r"{month} {direction} года"),
        Shape("day_month_of", r"{day} {month} {direction} (?:года|року)"),
        Shape(
            "year_range",
            rf"{{year}} ?[-–—/] ?{{year:2}}(?:{year})?",
            unless_before=_COUNT_BEFORE,
            unless_after=_COUNT_AFTER,
        ),
        Shape("year", rf"{{year}}{year}"),
        Shape("year", r"{late_year}", unless_before=_COUNT_BEFORE, unless_after=_COUNT_AFTER),
        Shape(
            "decade", r"{year}-(?:е|х|ых|ті|тих|я|мі)(?: (?:годы|годов|годах|роки|років|роках|гады|гадоў|гадах|гг[.]))?"
        ),
        Shape("decade_word", r"{decade}"),
        Shape("century", r"{day}(?:-?[а-яёіў]{1,3})? {century_word}"),
        Shape("weekday", r"{weekday}", before=at + r"|\b(?:у|ў|ва|від|ад|это|этот|эту|ў) ", unless_before=every),
        Shape("rel_weekday", r"{direction} {weekday}"),
        Shape("day_word", r"{day_word}"),
        Shape("holiday", r"{holiday}"),
        Shape("rel_unit", r"{direction} {unit}"),
        Shape("rel_season", r"{direction} {season}"),
        Shape("season", rf"{{season}} {{year}}(?:{year})?"),
        Shape("season_of", r"{season} {direction} (?:года|року)"),
        Shape("season", r"{season}"),
        Shape("anaphoric_unit", r"{back} {unit}"),
        Shape("unit", r"{unit}"),
        Shape("compound", r"{compound}"),
        Shape("ago", r"{n} {counted} {way}"),
        Shape("ago_one", r"{counted} {way}"),
        Shape("ahead", r"{ahead} (?:{n} )?{counted}"),
        Shape("quarter", rf"{{ordinal}} {{quarter_word}}(?: {{year}}(?:{year})?)?"),
        Shape("half", rf"{{ordinal}} {{half_word}}(?: {{year}}(?:{year})?)?"),
    )
