"""French dates: words and shapes of the press."""

from __future__ import annotations

from newsdesk.language.dates.tables import DateTable, Shape, forms, inflected, numbered

_NUMBERS = numbered("""
un une
deux
trois
quatre
cinq
six
sept
huit
neuf
dix
onze
douze
treize
quatorze
quinze
seize
dix-sept
dix-huit
dix-neuf
vingt
""") | {
    "quatre-vingt": 80,
    "quatre-vingts": 80,
    "quatre-vingt-dix": 90,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "cent": 100,
    "vingt-cinq": 25,
}
_MONTHS = numbered("""
janvier janv
février fevrier févr
mars
avril avr
mai
juin
juillet juil
août aout
septembre sept
octobre oct
novembre nov
décembre decembre déc
""")
_WEEKDAYS = numbered("lundi\nmardi\nmercredi\njeudi\nvendredi\nsamedi\ndimanche", 0)
_UNITS: dict[str, int | str] = dict(forms(
    day="jour, jours, journée", week="semaine, semaines", month="mois", year="an, ans, année, années, exercice",
    quarter="trimestre, trimestres", half="semestre, semestres", decade="décennie, décennies",
    century="siècle, siècles", weekend="week-end, weekend, fin de semaine",
))  # fmt: skip
_SEASONS = {"printemps": 3, "été": 6, "automne": 9, "hiver": 12}
_AFTER: dict[str, int | str] = {
    "dernier": -1, "dernière": -1, "passé": -1, "passée": -1, "prochain": 1, "prochaine": 1, "en cours": 0,
}  # fmt: skip
_COUNT_AFTER = (
    r" ?(?:%|personnes|euros|dollars|francs|habitants|soldats|salariés|employés|emplois|élèves|mètres|kilomètres|km|"
    r"tonnes|voix|hectares|heures|minutes|fois|postes|logements|manifestants)\b|[.,]\d|°"
)
_COUNT_BEFORE = r"(?:[$£€#№@/+×]|(?<!mi)-|\d[.,]|\b(?:environ|quelque|quelques|près de|plus de|n°|numéro|les quelque) )"

FRENCH = DateTable(
    lang="fr",
    slots={
        "month": _MONTHS, "weekday": _WEEKDAYS, "unit": _UNITS, "season": _SEASONS, "n": _NUMBERS, "direction_after": _AFTER,
        "counted": _UNITS | {"heure": "hour", "heures": "hour", "minutes": "minute"},
        "this": {"ce": 0, "cet": 0, "cette": 0, "le": 0, "la": 0},
        "ordinal": inflected({"premi": 1}, "er ère ers") | {
            "1er": 1, "deuxième": 2, "second": 2, "seconde": 2, "2e": 2, "troisième": 3, "3e": 3, "quatrième": 4,
            "dernier": 4, "4e": 4,
        },
        "day_word": {
            "aujourd'hui": 0, "aujourd’hui": 0, "hier": -1, "avant-hier": -2, "demain": 1, "après-demain": 2,
            "hier soir": -1, "hier matin": -1, "ce matin": 0, "ce soir": 0, "cet après-midi": 0, "demain soir": 1,
            "demain matin": 1, "cette nuit": 0, "la nuit dernière": -1,
        },
        "holiday": {
            "noël": "12-25", "la saint-sylvestre": "12-31", "le jour de l'an": "01-01", "le jour de l’an": "01-01",
            "pâques": "easter", "le vendredi saint": "easter-2", "l'ascension": "easter+39", "la pentecôte": "easter+49",
        },
        "compound": {
            "le lendemain": "day a1", "la veille": "day a-1", "l'année précédente": "year a-1", "le même jour": "day a0",
            "l’année précédente": "year a-1", "l'année suivante": "year a1", "l’année suivante": "year a1",
            "la même année": "year a0", "le surlendemain": "day a2",
        },
        "il_y_a": {"il y a": -1, "voici": -1, "voilà": -1}, "ahead": {"dans": 1},
        "way": {"plus tard": "a1", "après": "a1", "plus tôt": "a-1", "auparavant": "a-1"},
        "years": {"années": 0}, "part_of": {"mi": 0},
    },
    shapes=(
        Shape("full", r"{day} {month} {year}"),
        Shape("full", r"{weekday},? {day} {month} {year}"),
        Shape("iso", r"{iso}"),
        Shape("numeric", r"{num:1}[/.]{num:2}[/.]{year}"),
        Shape("day_month", r"{day} {month}"),
        Shape("day_month", r"{weekday},? {day} {month}"),
        Shape("day_range", r"{day} ?(?:-|–|au|à) ?{day:2} {month}(?: {year})?"),
        Shape("day_month_range", r"{day} {month} ?(?:-|–|au) ?{day:2} {month:2}(?: {year})?"),
        Shape("month_year", r"{month} {year}"),
        Shape("month", r"{month}", before=r"\b(?:en|de|depuis|début|fin|d['’]|jusqu['’]en|à|avant|après|mois de|mois d['’]|et|ou) ?"),
        Shape("month", r"{month}", before=r"\bmi-"),
        Shape("month_of", r"{month} de l['’]an(?:née)? {direction_after}"),
        Shape("rel_month", r"{month} {direction_after}"),
        Shape("year_range", r"{year} ?[-–—/] ?{year:2}", unless_before=_COUNT_BEFORE, unless_after=_COUNT_AFTER),
        Shape("year", r"{late_year}", unless_before=_COUNT_BEFORE, unless_after=_COUNT_AFTER),
        Shape("year", r"{year}", before=r"\b(?:en|depuis|dès|l['’]an|année|vers|avant|après|jusqu['’]en|et|de|à|[(]) ?", unless_after=_COUNT_AFTER),
        Shape("decade", r"{years} {year}"),
        Shape("decade_word", r"{years} {n}"),
        Shape("century", r"{day}(?:e|ème) siècle"),
        Shape("weekday", r"{weekday}", unless_before=r"\b(?:chaque|tous les|les) "),
        Shape("rel_weekday", r"{weekday} {direction_after}"),
        Shape("day_word", r"{day_word}"),
        Shape("holiday", r"{holiday}(?: {year})?"),
        Shape("rel_unit", r"{this} {unit} {direction_after}", unless_before=r"\b(?:de|depuis|durant|pendant) "),
        Shape("rel_unit", r"{unit} {direction_after}", before=r"\bl['’]"),
        Shape("rel_unit", r"{this} {unit}(?= |[.,;]|\Z)"),
        Shape("rel_season", r"{season} {direction_after}"),
        Shape("season", r"{season} {year}"),
        Shape("season", r"{season}", before=r"\b(?:au|cet|cette|en|l['’]|depuis l['’]|d['’]) ?"),
        Shape("unit", r"{unit}"),
        Shape("compound", r"{compound}"),
        Shape("ago", r"{il_y_a} (?:environ |près de |plus de |moins de )?{n} {counted}"),
        Shape("ago", r"{n} {counted} {way}(?= ?[.,;:)]|\Z)"),
        Shape("ahead", r"{ahead} {n} {counted}"),
        Shape("quarter", r"{ordinal} trimestre(?: (?:de |de l['’]année )?{year})?"),
        Shape("half", r"{ordinal} semestre(?: (?:de |de l['’]année )?{year})?"),
    ),
    day_suffix=r"(?:er)?",
    articles=r"(?:l['’]|le |la )",
    part=forms(
        early="début, au début de, au début du, début de, le début de", mid="mi, à la mi, la mi, milieu",
        late="tard en", start="dès le début de", end="fin, à la fin de, la fin de, fin de, à la fin du, la fin du",
    ),
    part_joint=r"(?: (?:l['’]|le |la )?|-| l['’])",
    deadline=r"(?:d['’]ici à |d['’]ici |avant )",
    past=r"(?:a|ont|avait|avaient|était|étaient|fut|furent|est|sont|s['’]est|[a-zéèêîûç]{2,}(?:é|ée|és|ées|ait|aient|èrent|urent|irent))",
    future=r"(?:sera|seront|aura|auront|doit|doivent|devrait|devraient|va|vont|prévoit|prévue?s?|pourrait|attendue?s?|"
    r"[a-zéèêîûç]{2,}(?:era|eront|ira|iront|dra|dront|tra|tront))",
    saying=r"(?:a déclaré|a dit|a annoncé|selon|a indiqué|a affirmé|a précisé)",
    listed=r"(?<![\d.])(?P<day>(?:0?[1-9]|[12]\d|3[01]))(?:er)?(?:,| et| ou) ",
)  # fmt: skip
