"""English dates: words and shapes, as American and British news write them."""

from __future__ import annotations

from newsdesk.language.dates.english_context import (
    ANY_DAY,
    APART,
    COUNT_AFTER,
    COUNT_BEFORE,
    EVERY,
    MONTH_CUE,
    NO_DAY,
    NO_FEAST,
    NO_WAIT,
    OF_MONTH,
    YEAR_CUE,
)
from newsdesk.language.dates.english_verbs import FUTURE, OPEN, PAST
from newsdesk.language.dates.tables import DateTable, Shape, Words, forms, numbered

_NUMBERS = numbered("""
one a an
two couple_of a_couple_of a_couple both
three
four
five
six
seven
eight
nine
ten
eleven
twelve a_dozen
thirteen
fourteen
fifteen
sixteen
seventeen
eighteen
nineteen
twenty
""") | {
    "twenty-five": 25, "thirty": 30, "thirty-five": 35, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "a hundred": 100, "one hundred": 100, "two hundred": 200, "three hundred": 300,
}  # fmt: skip
_ORDINALS = numbered(
    "first 1st\nsecond 2nd\nthird 3rd\nfourth 4th final\nfifth 5th\nsixth\nseventh\neighth\nninth\ntenth"
)
_MONTHS = numbered("""
january jan
february feb
march mar
april apr
may
june jun
july jul
august aug
september sept sep
october oct
november nov
december dec
""")
_SURE = {
    month: number
    for month, number in _MONTHS.items()
    if month in ("january", "february", "july", "september", "october", "november", "december")
}
_DOUBTFUL = {month: number for month, number in _MONTHS.items() if month in ("march", "april", "may", "june", "august")}
_SHORT = {
    month: number for month, number in _MONTHS.items() if len(month) <= 4 and month not in ("may", "june", "july")
}
_WEEKDAYS = numbered("""
monday mon
tuesday tues tue
wednesday wed
thursday thurs thur thu
friday fri
saturday sat
sunday sun
""", 0)  # fmt: skip
_UNITS = {
    "day": "day", "week": "week", "month": "month", "year": "year", "quarter": "quarter", "decade": "decade",
    "century": "century", "weekend": "weekend", "half": "half", "fortnight": "fortnight",
    "days": "day", "weeks": "week", "months": "month", "years": "year", "quarters": "quarter", "decades": "decade",
    "centuries": "century", "weekends": "weekend", "fortnights": "fortnight",
    "calendar year": "year", "fiscal year": "year", "financial year": "year", "school year": "year",
    "academic year": "year", "calendar month": "month", "calendar quarter": "quarter",
}  # fmt: skip
_COUNTED = {word: unit for word, unit in _UNITS.items() if unit not in ("half", "weekend")} | {
    "hour": "hour", "hours": "hour", "minutes": "minute", "minute": "minute",
}  # fmt: skip
# "Fall" means the season only beside a year or a word of direction.
_SEASONS = {"spring": 3, "springtime": 3, "summer": 6, "summertime": 6, "autumn": 9, "fall": 9, "winter": 12}
_DIRECTIONS: dict[str, int | str] = {
    "last": -1, "this past": -1, "next": 1, "this coming": 1, "the coming": 1, "coming": 1, "upcoming": 1, "this": 0,
    "the current": 0, "current": 0, "last year's": -1, "this year's": 0,
}  # fmt: skip
_BACK: dict[str, int | str] = {
    "the previous": -1, "previous": -1, "the preceding": -1, "preceding": -1, "the prior": -1, "prior": -1,
    "the following": 1, "following": 1, "the same": 0, "that same": 0, "that": 0, "the year-ago": -1,
    "the corresponding": 0, "the comparable": 0, "the like": 0, "same": 0,
}  # fmt: skip
_DAY_WORDS = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "the day before yesterday": -2,
    "day before yesterday": -2,
    "the day after tomorrow": 2, "day after tomorrow": 2, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "last night": -1, "last evening": -1, "yesterday evening": -1, "later today": 0, "earlier today": 0,
    "late yesterday": -1,
    "early today": 0, "late today": 0, "early yesterday": -1, "tonite": 0,
}  # fmt: skip
# "easter-2" counts days from Easter Sunday; "11/3/4" is the fourth Thursday (3) of November, "5/0/-1" the last Monday.
_HOLIDAYS = {
    "easter": "easter", "easter sunday": "easter", "easter monday": "easter+1", "good friday": "easter-2",
    "palm sunday": "easter-7", "ash wednesday": "easter-46", "thanksgiving": "11/3/4", "thanksgiving day": "11/3/4",
    "labor day": "9/0/1", "memorial day": "5/0/-1", "columbus day": "10/0/2", "mother's day": "5/6/2",
    "mother’s day": "5/6/2", "father's day": "6/6/3", "father’s day": "6/6/3", "veterans day": "11-11",
    "presidents day": "2/0/3", "presidents' day": "2/0/3", "martin luther king day": "1/0/3",
    "christmas day": "12-25", "christmas eve": "12-24", "christmas": "12-25", "new year's eve": "12-31",
    "new year's day": "01-01", "new year’s eve": "12-31", "new year’s day": "01-01", "boxing day": "12-26",
    "valentine's day": "02-14", "valentine’s day": "02-14", "halloween": "10-31", "st. patrick's day": "03-17",
    "labour day": "05-01", "international women's day": "03-08", "independence day": "07-04",
    "the fourth of july": "07-04", "fourth of july": "07-04", "july fourth": "07-04", "new year's": "01-01",
    "new year’s": "01-01",
}  # fmt: skip
# Unit and direction in one word; "a" counts from the date last mentioned.
_COMPOUNDS: dict[str, int | str] = {
    "year-end": "year 0",
    "year end": "year 0",
    "yearend": "year 0",
    "midyear": "year 0",
    "mid-year": "year 0",
    "month-end": "month 0",
    "year's end": "year 0",
    "year’s end": "year 0",
    "month's end": "month 0",
    "month’s end": "month 0",
    "midweek": "week 0",
    "mid-week": "week 0",
    "year-earlier": "year ax",
    "year-ago": "year ax",
    "the year-earlier period": "year ax",
    "the year-ago period": "year ax",
    "the year-earlier quarter": "quarter ax",
    "the year-ago quarter": "quarter ax",
    "year-earlier quarter": "quarter ax",
    "year-ago quarter": "quarter ax",
    "the eve of the new year": "year 0",
}
_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90, "20s": 20, "30s": 30, "40s": 40, "50s": 50, "60s": 60, "70s": 70, "80s": 80, "90s": 90,
}  # fmt: skip
_WAYS: dict[str, int | str] = {"ago": -1, "back": -1, "earlier": "a-1", "previously": "a-1", "later": "a1",
         "afterward": "a1", "afterwards": "a1", "hence": 1, "from now": 1,}  # fmt: skip

_SHAPES = (
    Shape("year", r"{anno} {year}"),
    Shape("short_year", r"{short}", before=r"\b(?:in|of|since|from|by|to|until|and) ['’‘]", unless_after="s"),
    Shape("anaphoric_ago", r"{unit} {before_after}(?= ?[.,;:)]|\Z)", before=r"\bthe "),
    Shape("iconic", r"{iconic}"),
    Shape("iconic", r"{month} 11(?:th)?(?=,? (?:2001|terror\w*|attacks?|hijack\w*|suicide))"),
    # 12 October 2018 · October 12, 2018 · Friday, October 12 · 2018-10-12 · 10/12/2018
    Shape("full", r"{day}(?: of)? {month} ?,? ?{year}"),
    Shape("full", r"{month} ?{day} ?,? ?{year}"),
    Shape("full", r"{month} the {day} ?,? ?{year}"),
    Shape("full", r"{month} {day}(?=(?:, \d\d?)*,? (?:and|or) \d\d?(?:st|nd|rd|th)? ?,? ?{year})"),
    Shape("full", r"{weekday} ?,? ?(?:the )?{day}(?: of)? {month} ?,? ?{year}"),
    Shape("full", r"{weekday} ?,? ?{month} {day} ?,? ?{year}"),
    Shape("full", r"{day}[-/]{month}[-/]{year}"),
    Shape("full", r"{year} {month} {day}"),
    Shape("full", r"{day}[- ]{month}[- ]{short}", unless_after=COUNT_AFTER),
    Shape("full", r"{month} {day} ?,? ?['’]{short}"),
    Shape("year_first", r"{year}[/.]{num:1}[/.]{num:2}"),
    Shape("iso", r"{iso}(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"),
    Shape("numeric", r"{num:1}[/.-]{num:2}[/.-]{year}(?: [012]?\d:\d\d(?::\d\d)?)?"),
    Shape("numeric", r"{num:1}/{num:2}/{short}"),
    Shape("numeric", r"{num:1}-{num:2}-{short}(?: \d{4}[A-Z]{3})?", unless_after=r"[-\d]", unless_before=r"\d-"),
    Shape("day_month", r"{day}(?: of)? {month}", unless_after=r" ?(?:percent|%)"),
    Shape(
        "day_month",
        r"{month} ?(?:the )?{day}",
        unless_after=r"[:%]|[.,]\d|-(?:year|day|member)| (?:percent|people|million|billion)",
    ),
    Shape("day_month", r"{weekday} ?,? ?(?:the )?{day}(?: of)? {month}"),
    Shape("day_month", r"{weekday} ?,? ?{month} (?:the )?{day}", unless_after=r":\d"),
    # 12–14 October 2018 · October 12 to 14
    Shape(
        "day_range",
        r"{day} ?(?:-|–|—|to|through|until) ?{day:2}(?: of)? {month}(?: ?,? ?{year})?",
        unless_before=r"and ",
    ),
    Shape(
        "day_range",
        r"{month} {day} ?(?:-|–|—|to|through|until) ?{day:2}(?: ?,? ?{year})?",
        unless_after=r"[:%]| (?:percent|million|billion)",
    ),
    Shape("day_month_range", r"{day} {month} ?(?:-|–|—|to|through) ?{day:2} {month:2}(?: ?,? ?{year})?"),
    Shape("day_month_range", r"{month} {day} ?(?:-|–|—|to|through) ?{month:2} {day:2}(?: ?,? ?{year})?"),
    Shape("month_range", r"{month} ?(?:-|–|—|to|through) ?{month:2}(?: of)? {year}"),
    Shape("month_year", r"{month}(?: of| in)? ?,? ?{year}", unless_after=COUNT_AFTER),
    # "March and April 2012": the year is theirs both.
    Shape("month_year", r"{month}(?=,? (?:and|or) {month:2}(?: of)? ?,? ?{year})"),
    Shape("month_year", r"{month} '?{short}(?=[,.;])", before=r"\b(?:in|since|of) "),
    Shape("month", r"{sure_month}", case=True, unless_before=EVERY),
    Shape("month", r"{doubtful_month}", case=True, before=MONTH_CUE),
    Shape("month", r"{short_month}[.]", case=True, before=MONTH_CUE),
    Shape("month", r"{doubtful_month}(?= (?-i:(?!(?:on|of|to|in|for) )[a-z]))", case=True, before=r"\bthe "),
    Shape("month", r"{possessed_month}(?=['’]s )", case=True),
    Shape("month", rf"{{possessed_month}}(?= {OF_MONTH}\b)", case=True),
    Shape("rel_month", r"{direction} {month}"),
    Shape("rel_month", r"{back} {month}"),
    Shape("month_of", r"{month} (?:of )?{direction} year"),
    Shape("day_month_of", r"{month} {day} (?:of )?{direction} year"),
    Shape("rel_day_month", r"{direction} {month} {day}", unless_after=r"[:%]| (?:percent|people|million|billion)"),
    # "On the 20th": of the month that the verb points to.
    Shape("month_day", r"{day}(?<=[a-z])(?= ?[.,;:)]|\Z)", before=r"\bon the "),
    Shape("day_month_of", r"{day} {month} (?:of )?{direction} year"),
    # years
    Shape("year_range", r"{year} ?[-–—/] ?{year:2}", unless_before=COUNT_BEFORE, unless_after=COUNT_AFTER),
    Shape("year_range", r"{year}[-–—/]{short}", unless_before=COUNT_BEFORE, unless_after=r"[-–]\d"),
    Shape("year", r"{year}", before=YEAR_CUE, unless_after=COUNT_AFTER),
    Shape("year", r"{late_year}", unless_before=COUNT_BEFORE, unless_after=COUNT_AFTER),
    Shape("fiscal", r"{fiscal}(?: year)? {year}"),
    Shape("fiscal", r"{fiscal}(?: year)? '?{short}"),
    Shape("decade", r"{year}['’]?s"),
    Shape("decade_word", r"{decade}", before=r"(?:the (?:early |late |mid[- ]?)?['’‘]?|['’‘])"),
    Shape(
        "century",
        r"{day} century",
    ),
    Shape("century", r"{ordinal} century"),
    Shape("century", r"{century} century"),
    # weekdays
    Shape("weekday", r"{weekday}", case=True, unless_before=ANY_DAY, unless_after=NO_DAY),
    Shape("rel_weekday", r"{direction} {weekday}"),
    Shape("rel_weekday", r"{weekday} {direction} week"),
    Shape("weekday_week", r"{weekday} (?:of )?{direction} week"),
    Shape("anaphoric_weekday", r"{back} {weekday}", unless_after="['’]s"),
    # yesterday · last night · Christmas Day
    Shape("day_word", r"{day_word}", unless_before=r"\bUSA "),
    Shape("day_word", r"{day_word} (?:morning|afternoon|evening|night)"),
    Shape("holiday", r"{holiday}(?: ?,? ?{year})?", unless_after=NO_FEAST),
    Shape("rel_holiday", r"{direction} {holiday}"),
    # last week · this year · next month · the previous day · that night
    # "Over the last year", "the next week": how long, not when.
    Shape(
        "rel_unit",
        r"{direction} {unit}",
        unless_before=r"\b(?:the|these|those|very) ",
        unless_after=r"-(?:old|long)| (?:and a half|or so|or two|of)\b",
    ),
    Shape("anaphoric_unit", r"{next} {unit}(?=,| he| she| they| it|[.] )", before=r"(?:^|[.”\"] )"),
    Shape("anaphoric_unit", r"{next} (?P<day_unit>day|morning|evening|night|afternoon)"),
    Shape("same_unit", r"{latest} {unit}"),
    Shape("near_weekend", r"{weekend}", before=r"\b(?:over the|at the|during the|on the|this|the|for the) "),
    Shape("compound", r"{compound}"),
    Shape(
        "clock",
        r"{hour}(?:[:.][0-5]\d)? ?[ap][.]?m(?:[.]|\b)(?: (?:gmt|utc|est|edt|cet|cest|bst|pst|pdt|msk|et|local time))?",
    ),
    Shape(
        "clock",
        r"{hour}:[0-5]\d(?: (?:gmt|utc|est|edt|cet|cest|bst|pst|pdt|msk|local time))",
    ),
    Shape("clock", r"{hour} o['’]clock"),
    Shape("clock", r"{hhmm} (?:gmt|utc)"),
    Shape("rel_season", r"{direction} {season}"),
    Shape("rel_season", r"{back} {season}"),
    Shape("anaphoric_unit", r"{back} {unit}", unless_after=r"-(?:old|long)"),
    Shape("anaphoric_unit", r"{back} (?P<night>morning|afternoon|evening|night)"),
    Shape("unit", r"{unit}"),
    Shape("season", r"{season}(?: of)? ?,? ?{year}"),
    Shape(
        "season",
        r"{season}",
        before=r"\b(?:in|by|during|since|until|for|early|late|mid|of|this|last)(?: the)?[ -]",
        unless_after=r" (?:of (?:the|a|his|her|its|their|communism)|from|in prices|guy)\b",
    ),
    Shape("season_of", r"{season} of {direction} year"),
    # two weeks ago · a year earlier · three days after · in two weeks
    Shape("ago", r"{n} {counted} {way}", unless_before=APART, unless_after=r" than\b"),
    Shape("ago", r"{n} {counted} {way_end}(?= ?[.,;:)]|\Z)", unless_before=APART),
    Shape("ago", r"{n} {counted} and a half {way}"),
    Shape(
        "in_units",
        r"{n} {counted}(?:['’]? time)?",
        before=r"\bin ",
        unless_before=NO_WAIT,
        unless_after=r" (?:or (?:so|two|three)|of)\b",
    ),
    # quarters and halves
    Shape(
        "quarter",
        r"{ordinal}(?:[ -]fiscal)?[ -]quarter(?:,? (?:of |in )?(?:fiscal )?{year}| of the year)?",
        unless_before=r"\b(?:one|two|three) ",
        unless_after=r"[ -]?finals?\b",
    ),
    Shape("quarter_of", r"{ordinal}[ -]quarter (?:of )?{direction} year"),
    Shape("quarter_of", r"{direction} year['’]s {ordinal}[ -]quarter"),
    Shape("quarter", r"{year}(?:['’]s)? {ordinal}[ -]quarter"),
    Shape("quarter", r"{quarter}(?: of)?(?: ?,? ?{year})?"),
    Shape("month_quarter", r"{month} ?(?:-|–|—|to|through) ?{month:2} (?:quarter|period)"),
    Shape("month_quarter", r"{month}[ -]quarter"),
    # "The same quarter last year", "the corresponding period a year earlier".
    Shape("same_of", r"{back} {stretch} (?:(?:of |in )?{direction} year|a year (?:ago|earlier|before))"),
    Shape("half_of", r"{direction} year['’]s {ordinal}[ -]half"),
    Shape("half", r"{ordinal}[ -]half(?: of)? {year}"),
    Shape("half_of", r"{ordinal}[ -]half of (?:{direction}|the) year"),
)

_SLOTS: dict[str, Words] = {
    "month": _MONTHS,
    "weekday": _WEEKDAYS,
    "unit": _UNITS,
    "counted": _COUNTED,
    "season": _SEASONS,
    "n": _NUMBERS,
    "ordinal": _ORDINALS,
    "direction": _DIRECTIONS,
    "back": _BACK,
    "day_word": _DAY_WORDS,
    "holiday": _HOLIDAYS,
    "decade": _DECADES,
    "way": _WAYS,
    "fiscal": {"fiscal": 0, "fy": 0, "financial year": 0, "fiscal year": 0},
    "century": {"nineteenth": 19, "twentieth": 20, "eighteenth": 18, "twenty-first": 21, "seventeenth": 17},
    "next": {"the next": 1, "next": 1},
    "latest": {"the latest": 0, "latest": 0, "the most recent": 0},
    "sure_month": _SURE,
    "doubtful_month": _DOUBTFUL,
    "short_month": _SHORT,
    "possessed_month": {month: number for month, number in _DOUBTFUL.items() if month != "may"},
    "compound": _COMPOUNDS,
    "iconic": {"9/11": 0},
    "stretch": {"quarter": "quarter", "month": "month", "week": "week", "half": "half", "period": "period"},
    "anno": {"the year": 0, "year": 0},
    "before_after": {"before": "a-1", "after": "a1"},
    "weekend": {"weekend": 0},
    "way_end": {"after": "a1", "before": "a-1", "on": "a1"},
    "quarter": {"q1": 1, "q2": 2, "q3": 3, "q4": 4, "1q": 1, "2q": 2, "3q": 3, "4q": 4},
}

ENGLISH = DateTable(
    lang="en",
    slots=_SLOTS,
    shapes=_SHAPES,
    day_suffix=r"(?:st|nd|rd|th)?",
    articles=r"(?:the ['’‘]?)",
    part=forms(
        early="early, early in, earlier, earlier in, the early part of, early part of",
        mid="mid, the middle of, middle of, midway through, the midpoint of",
        late="late, late in, later, later in, the latter part of, latter part of",
        start=(
            "the beginning of, beginning of, the start of, start of, the outset of, the first half of, the first "
            "days of"
        ),
        end="the end of, end of, the close of, the last days of, the final days of, the end",
    ),
    part_joint=r"(?:[ -](?:the )?)",
    deadline=r"(?:by|no later than|not later than) ",
    past=PAST,
    future=FUTURE,
    open=OPEN,
    cased=frozenset(("may", "march", "mar", "sat", "sun", "wed", "mon", "fri", "dec", "jan")),
    daypart_after=r"(?:[ -](?:early |late )?(?:mornings?|afternoon|evening|night))(?!\w)",
    listed=r"(?<![\d.])(?P<day>(?:0?[1-9]|[12]\d|3[01]))(?:st|nd|rd|th)?(?:,|,? (?:and|or|to)) ",
    listed_after=(
        r"(?:, (?:0?[1-9]|[12]\d|3[01])){0,6},? (?:and|or) (?:0?[1-9]|[12]\d|3[01])"
        r"(?:(?P<year>,? (?:19|20)\d\d\b)|(?=[.,;:)](?!\d)| (?:in|at|for|to|by|as|when|with|but)\b|\Z))"
    ),
    day_first=False,
    joins_clock=True,
    since=r"(?:since|ever since) (?:the |last |late |early |mid[ -])?",
    saying=r"(?:said|says|told|announced|reported|added|according to|stated|wrote|declared|predicted|"
    r"could(?:n['’]t| not) be reached|declined to comment)",
)
