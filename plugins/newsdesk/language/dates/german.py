"""German dates: words and shapes, as the press of Germany, Austria, Switzerland and South Tyrol writes them."""

from __future__ import annotations

from newsdesk.language.dates.tables import DateTable, Shape, forms, inflected, numbered

_NUMBERS = numbered("""
ein eine einem einer einen eines
zwei zweieinhalb
drei dreieinhalb
vier
fünf
sechs
sieben
acht
neun
zehn
elf
zwölf
dreizehn
vierzehn
fünfzehn
sechzehn
siebzehn
achtzehn
neunzehn
zwanzig
""") | {
    "fünfundzwanzig": 25, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90, "hundert": 100, "zweihundert": 200,
}  # fmt: skip
_ORDINALS = inflected(numbered("erst\nzweit\ndritt\nviert"), "e er en es em", bare=False) | {
    "1.": 1, "2.": 2, "3.": 3, "4.": 4, "i.": 1, "ii.": 2, "iii.": 3, "iv.": 4, "letzte": 4, "letzten": 4,
}  # fmt: skip
_MONTHS = numbered("""
januar jänner jän januars
februar feber feb februars
märz mär
april apr aprils
mai
juni jun
juli jul
august aug augusts
september sept sep septembers
oktober okt oktobers
november nov novembers
dezember dez dezembers
""")
_WEEKDAYS = {
    form: number
    for word, number in numbered("""
montag
dienstag
mittwoch
donnerstag
freitag
samstag sonnabend
sonntag
""", 0).items()
    for form in (
        word, word + "s", word + "abend", word + "nachmittag", word + "vormittag", word + "morgen", word + "nacht",
        word + "mittag", word + "früh",
    )
}  # fmt: skip
_UNITS = {
    "tag": "day", "tages": "day", "tags": "day", "tage": "day", "tagen": "day",
    "woche": "week", "wochen": "week", "monat": "month", "monats": "month", "monates": "month", "monate": "month",
    "monaten": "month", "jahr": "year", "jahres": "year", "jahrs": "year", "jahre": "year", "jahren": "year",
    "quartal": "quarter", "quartals": "quarter", "vierteljahr": "quarter", "vierteljahres": "quarter",
    "quartale": "quarter", "quartalen": "quarter", "halbjahr": "half", "halbjahres": "half", "wochenende": "weekend",
    "wochenendes": "weekend", "jahrzehnt": "decade", "jahrzehnts": "decade", "jahrzehnte": "decade",
    "jahrzehnten": "decade", "jahrhundert": "century", "jahrhunderts": "century", "jahrhunderte": "century",
    "jahrhunderten": "century", "schuljahr": "year", "schuljahres": "year", "geschäftsjahr": "year",
    "geschäftsjahres": "year", "kalenderjahr": "year", "haushaltsjahr": "year", "jahrhundertwende": "century",
}  # fmt: skip
_COUNTED = {word: unit for word, unit in _UNITS.items() if unit not in ("half", "weekend")} | {
    "stunde": "hour", "stunden": "hour", "minuten": "minute",
}  # fmt: skip
_SEASONS = {
    "frühling": 3, "frühjahr": 3, "frühlings": 3, "frühjahrs": 3, "sommer": 6, "sommers": 6, "herbst": 9,
    "herbstes": 9, "winter": 12, "winters": 12, "frühsommer": 6, "spätsommer": 6, "hochsommer": 6, "spätherbst": 9,
}  # fmt: skip
_DIRECTIONS: dict[str, int | str] = (
    inflected({"letzt": -1, "vergangen": -1, "vorig": -1, "verflossen": -1, "nächst": 1, "kommend": 1}, "e er en es em")
    | inflected({"dies": 0}, "e er en es em")
    | inflected({"laufend": 0, "heurig": 0, "aktuell": 0}, "e er en es em")
    | {"diesjährigen": 0, "vorletzten": -2, "vorletzte": -2, "vorletztes": -2, "übernächste": 2, "übernächsten": 2,
       "übernächstes": 2, "vorvergangenen": -2, "vorvergangene": -2}
)  # fmt: skip
_BACK: dict[str, int | str] = inflected(
    {"vorherig": -1, "vorangegangen": -1, "vorhergehend": -1, "folgend": 1, "darauffolgend": 1, "drauffolgend": 1,
     "selb": 0, "gleich": 0, "jen": 0, "darauf folgend": 1},
    "e er en es em",
) | {"demselben": 0, "derselben": 0, "desselben": 0, "dasselbe": 0}  # fmt: skip
_DAY_WORDS = {
    "heute": 0, "gestern": -1, "vorgestern": -2, "übermorgen": 2, "morgen": 1, "heut": 0,
    "heute abend": 0, "heute früh": 0, "heute morgen": 0, "heute nacht": 0, "heute vormittag": 0,
    "heute nachmittag": 0, "heute mittag": 0, "gestern abend": -1, "gestern früh": -1, "gestern morgen": -1,
    "gestern nachmittag": -1, "gestern vormittag": -1, "gestern mittag": -1, "gestern nacht": -1,
    "vorgestern abend": -2, "vorgestern nachmittag": -2, "vorgestern nacht": -2, "vorgestern früh": -2,
    "morgen abend": 1, "morgen früh": 1, "morgen nachmittag": 1, "morgen vormittag": 1, "morgen mittag": 1,
    }  # fmt: skip
_DAY_ADJECTIVES = inflected({"gestrig": -1, "heutig": 0, "morgig": 1}, "e er en es em")
_DAYPARTS = dict.fromkeys(
    ("abend", "nachmittag", "vormittag", "morgen", "abends", "nachmittags", "vormittags", "frühen morgen", "frühen abend",
     "späten abend", "späten nachmittag", "frühen nachmittag", "mittag"), 0,
)  # fmt: skip
_HOLIDAYS = {
    "weihnachten": "12-25", "heiligabend": "12-24", "heiliger abend": "12-24", "silvester": "12-31",
    "neujahr": "01-01", "neujahrstag": "01-01", "christtag": "12-25", "stephanstag": "12-26",
    "allerheiligen": "11-01", "nikolaustag": "12-06", "dreikönig": "01-06", "dreikönigstag": "01-06",
    "mariä himmelfahrt": "08-15", "josefi": "03-19", "martini": "11-11", "tag der deutschen einheit": "10-03",
    "palmsonntag": "easter-7", "gründonnerstag": "easter-3", "karfreitag": "easter-2", "karsamstag": "easter-1",
    "ostersonntag": "easter", "ostern": "easter", "ostermontag": "easter+1", "weißer sonntag": "easter+7",
    "christi himmelfahrt": "easter+39", "pfingsten": "easter+49", "pfingstsonntag": "easter+49",
    "pfingstmontag": "easter+50", "fronleichnam": "easter+60", "aschermittwoch": "easter-46",
    "rosenmontag": "easter-48", "faschingsdienstag": "easter-47",
}  # fmt: skip
_DECADES = {
    f"{stem}{ending}": number
    for stem, number in {
        "zwanziger": 20, "dreißiger": 30, "vierziger": 40, "fünfziger": 50, "sechziger": 60, "siebziger": 70,
        "achtziger": 80, "neunziger": 90, "20er": 20, "30er": 30, "40er": 40, "50er": 50, "60er": 60, "70er": 70,
        "80er": 80, "90er": 90,
    }.items()
    for ending in ("", "jahre", "jahren", "-jahre", "-jahren", " jahre", " jahren", " jahres")
}  # fmt: skip
# Words that hold unit and direction in one: "Vorjahr", "Jahresende", "heuer".
_COMPOUNDS: dict[str, int | str] = {
    "vorjahr": "year -1", "vorjahres": "year -1", "vorjahrs": "year -1", "vormonat": "month -1",
    "vormonats": "month -1", "vorwoche": "week -1", "vorquartal": "quarter -1", "vorjahresquartal": "quarter -4",
    "heuer": "year 0", "vortag": "day a-1", "vortages": "day a-1", "vortags": "day a-1", "vorabend": "day a-1",
    "folgetag": "day a1", "folgetages": "day a1", "folgejahr": "year a1", "folgejahres": "year a1",
    "jahresende": "year 0 end", "jahresanfang": "year 0 start", "jahresbeginn": "year 0 start",
    "jahresmitte": "year 0 mid", "monatsende": "month 0 end", "monatsanfang": "month 0 start",
    "monatsbeginn": "month 0 start", "wochenbeginn": "week 0 start", "wochenanfang": "week 0 start",
    "wochenmitte": "week 0 mid", "quartalsende": "quarter 0 end", "jahreswechsel": "year 0 end",
}  # fmt: skip

_COUNT_BEFORE = (
    r"(?:[$£€¥#№@/\\+×-]|\d[.,]|\b(?:nr[.]?|nummer|rund|etwa|ca[.]?|circa|fast|über|knapp|mehr als|gut|nur|insgesamt|zirka|"
    r"weniger als|mindestens|höchstens|davon|unter|weitere|sind es|bis zu|euro|dollar|seite|zimmer|paragraf|§|artikel|windows|boeing|airbus|tel[.]?|um|höhe von|auf|zu|mit) )"
)
_COUNT_AFTER = (
    r" ?(?:%|prozent|menschen|personen|männer|frauen|kinder|soldaten|mitarbeiter\w*|beschäftigte\w*|arbeitsplätze\w*|schüler\w*|"
    r"studenten|polizisten|stimmen|sitze|wohnungen|häuser|familien|patienten|opfer|flüchtlinge\w*|zuschauer\w*|besucher\w*|"
    r"einwohner\w*|teilnehmer\w*|mitglieder\w*|fälle\w*|euro|dollar|mark|franken|lire|kilometer\w*|km|meter\w*|quadratmeter\w*|m|hektar|"
    r"tonnen|liter|stück|uhr|stunden|minuten|tage|wochen|mal|gästen?|athleten|unterschriften|bäume|betriebe|unternehmen|"
    r"jahren?|grad|watt|kilowatt\w*|megawatt\w*|millionen|pflanzen|sportler|fans|höhenmeter\w*|punkten?)\b|[.,:]\d|°|-(?:jährige|meter|fach)"
)
# A year before 1900 needs a word that says so.
_YEAR_CUE = (
    r"\b(?:in|seit|bis|von|ab|jahre?s?|vom|nach|vor|anfang|mitte|ende|sommer|winter|herbst|frühjahr|frühling|anno|zwischen|und)"
    r" |[(*†] ?"
)
_EVERY = r"\bjede[nmrs]?(?: \w+)? |-|\b(?:jeweils|immer) "

_SHAPES = (
    Shape("full", r"{day} {month} ?,? ?{year}"),
    Shape("full", r"{weekday},? (?:dem |den )?{day} {month} {year}"),
    Shape("iso", r"{iso}(?:[T ]\d\d:\d\d(?::\d\d)?)?"),
    Shape("numeric", r"{num:1}[.] ?{num:2}[.] ?{year}"),
    Shape("numeric", r"{num:1}[.]{num:2}[.]{short}", unless_after=r"[.\d]"),
    Shape("numeric", r"{num:1}/{num:2}/{year}"),
    Shape("day_month", r"{day} {month}"),
    Shape("day_month", r"{weekday},? (?:dem |den |der )?{day} {month}"),
    Shape("day_month", r"{weekday},? (?:dem |den |der )?{day}[ ]?{num_month}[.]", unless_after=r"\d"),
    Shape("day_month", r"{day}[ ]?{num_month}[.]", before=r"\b(?:am|vom|bis|zum|ab|seit) ", unless_after=r"\d"),
    Shape("day_range", r"{day} ?(?:-|–|—|bis|bis zum) ?{day:2} {month}(?: {year})?"),
    Shape("day_month_range", r"{day} {month} ?(?:-|–|—|bis|bis zum) ?{day:2} {month:2}(?: {year})?"),
    Shape("month_range", r"{month} ?(?:-|–|—|bis) ?{month:2} {year}"),
    Shape("month_year", r"{month}(?: des jahres)? ?,? ?{year}", unless_after=_COUNT_AFTER),
    Shape("month", r"{month}", case=True, unless_before=r"\d[.] ?|\b(?:herr|frau|jede[nmrs]?(?: \w+)?) |[-]"),
    Shape("rel_month", r"{direction} {month}"),
    Shape("rel_month", r"{back} {month}"),
    Shape("month_of", r"{month} {direction} jahres"),
    Shape("day_month_of", r"{day} {month} {direction} jahres"),
    Shape("year_range", r"{year} ?[-–—/] ?{year:2}", unless_before=_COUNT_BEFORE, unless_after=_COUNT_AFTER),
    Shape("year_range", r"{year}[-–—/]{short}", unless_before=_COUNT_BEFORE, unless_after=r"[-–]\d"),
    Shape("year", r"{year}", before=_YEAR_CUE, unless_after=_COUNT_AFTER),
    Shape("year", r"{late_year}", unless_before=_COUNT_BEFORE, unless_after=_COUNT_AFTER),
    Shape("year", r"{anno} {year}"),
    Shape("decade", r"{year}er(?:[ -]?jahren?)?"),
    Shape("decade_word", r"{decade}", before=r"\b(?:der|den|die|diesen|frühen|späten|ende|anfang|mitte) "),
    Shape("century", r"{day} jahrhunderts?"),
    Shape("weekday", r"{weekday}", case=True, unless_before=_EVERY),
    Shape("rel_weekday", r"{direction} {weekday}", unless_before=_EVERY, unless_after=r" (?:im|des) "),
    Shape("weekday_week", r"{weekday} {direction} woche"),
    Shape("anaphoric_weekday", r"{back} {weekday}"),
    Shape("day_word", r"{day_word}", unless_after=r" (?:tag|welt|zeit)"),
    Shape("day_word", r"{day_word} {weekday}"),
    Shape("day_word", r"{day_adjective} (?:{weekday}|tag|abend|nachmittag|vormittag|morgen|nacht)(?:es|s)?"),
    Shape(
        "same_day",
        r"{daypart}",
        before=r"\b(?:am|an diesem|noch am|später am|spät am) ",
        unless_after=r" (?:des|der|nach|vor|danach)\b",
    ),
    Shape("same_day", r"{daypart}", before=r"(?:^|[.!?»“”] )", unless_after=r" (?:des|der|nach|vor|und)\b"),
    Shape(
        "clock",
        r"{hour}(?:[.:][0-5]\d)? ?uhr(?: (?:morgens|abends|früh|nachts|nachmittags|mittags))?",
        unless_before=r"\bnr[.] ",
    ),
    Shape("clock", r"{hour}[.:][0-5]\d(?= ?(?:-|–|und|bis) ?[012]?\d(?:[.:][0-5]\d)? ?uhr)"),
    Shape("clock", r"{hour}(?= ?[-–] ?[012]?\d(?:[.:][0-5]\d)? ?uhr)"),
    Shape("near_weekend", r"{weekend}", before=r"\b(?:am|übers|über das|zum|dieses) "),
    Shape("holiday", r"{holiday}(?: {year})?"),
    Shape("rel_holiday", r"{direction} {holiday}"),
    Shape("rel_unit", r"{direction} {unit}"),
    Shape("rel_season", r"{direction} {season}"),
    Shape("anaphoric_unit", r"{back} {unit}"),
    Shape("unit", r"{unit}"),
    Shape("compound", r"{compound}(?: {year})?"),
    Shape("season", r"{season}(?: des jahres)? ?{year}"),
    Shape(
        "season", r"{season}", before=r"\b(?:im|zum|ab|seit|bis|vor|nach|bis zum|ende|anfang|mitte) ", unless_after="-"
    ),
    Shape("season_of", r"{season} {direction} jahres"),
    Shape("ago", r"{way} {n} {counted}", unless_after=r" (?:verurteilt|haft)"),
    Shape("ago", r"{n} {counted} {after_way}"),
    Shape("in_units", r"{n} {counted}", before=r"\bin "),
    Shape("quarter", r"{ordinal} (?:quartal|vierteljahr|jahresviertel)e?s?(?: (?:des jahres )?{year})?"),
    Shape("quarter_of", r"{ordinal} (?:quartal|vierteljahr)e?s? {direction} jahres"),
    Shape(
        "half",
        r"{ordinal} (?:halbjahr|jahreshälfte|hälfte des jahres|hälfte)e?s?(?: {year})",
    ),
    Shape("half", r"{ordinal} (?:halbjahr|jahreshälfte)e?s?"),
)

GERMAN = DateTable(
    lang="de",
    slots={
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
        "compound": _COMPOUNDS,
        "daypart": _DAYPARTS,
        "weekend": {"wochenende": 0, "wochenendes": 0},
        "day_adjective": _DAY_ADJECTIVES,
        "way": {"vor": -1},
        "anno": {"jahr": 0, "jahre": 0, "jahres": 0, "anno": 0},
        "after_way": {"später": "a1", "danach": "a1", "zuvor": "a-1", "davor": "a-1", "vorher": "a-1", "früher": "a-1"},
    },
    shapes=_SHAPES,
    day_suffix=r"[.]",
    articles=r"(?:das )",
    part=forms(
        early="frühen, anfang, zu beginn, beginn, zu anfang, seit anfang, früheren",
        mid="mitte",
        late="späten, spätestens ende",
        start="anfangs, ersten hälfte",
        end="ende, gegen ende, zum ende, am ende, schluss",
    ),
    part_joint=r"(?: (?:(?:des|der|dieses|den) )?)",
    deadline=r"bis (?:spätestens |zum |zu )?",
    past=r"(?:war|waren|wurden?|hatten?|fand|fanden|kam|kamen|ging|gingen|gab|gaben|nahm|nahmen|"
    r"begann|begannen|blieb|traf|trafen|starb|starben|verlor|gewann|stand|standen|ließ|ließen|sah|sahen|rief|lag|lief|"
    r"schlug|erhielt|erhielten|sprach|sprachen|hielt|hielten|bekam|trat|stieg|sank|brach|zog|"
    r"(?!könnten?|sollten?|möchten?|müssten?|dürften?|heuten?|zweiten?|dritten?|letzten?|ersten?)"
    r"[a-zäöüß]{3,}(?:te|ten)|worden|gewesen)",
    future=r"(?:wird|werden|soll|sollen|will|wollen|kann|können|muss|müssen|möchte|dürfte|findet|finden|beginnt|beginnen|"
    r"startet|starten|tritt|treten|öffnet|endet|enden|geplant|vorgesehen|lädt|laden|steht|stehen|spielt|spielen|gastiert|"
    r"gilt|gelten|trifft|treffen|kommt|kommen|geht|gehen|gibt|veranstaltet|organisiert|läuft|laufen|stattfinden|anmeld\w+|"
    r"können|sind .{0,40} zu|bleibt|bleiben|dauert|eingeladen|einzureichen|feiert|feiern|heißt)",
    cased=frozenset(
        ("mai", "april", "august", "jan", "mär", "sep", "jul", "jun", "apr", "dez", "nov", "okt", "feb", "aug")
    ),
    weekday_default=-1,
    listed=r"(?<![\d.])(?P<day>(?:0?[1-9]|[12]\d|3[01]))[.]?(?:,|,? (?:und|oder|sowie|bis)(?: am| zum)?) ?",
    weak=(
        r"(?:(?!gewinn|gehen|geben|genieß|gehör|gefall|geling|gescheh|gegen|gesetz|gebiet|gemeind|gesamt|gut)"
        r"ge[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]{2,}ge[a-zäöüß]{2,}(?:t|en)|(?:ver|be|er|zer|ent)[a-zäöüß]{3,}t|hat|haben|ist|sind)"
    ),
    saying=r"(?:sagte|erklärte|teilte|berichtete|betonte|sagt|meinte|heißt es)",
)
