"""What stands right before or after English words of dates and tells that they are one, or none: patterns as data."""

from __future__ import annotations

# Words after which four digits are a count or a name, and nouns that are counted.
COUNT_BEFORE = (
    r"(?:[$£€¥#№@/\\+×]|(?<!mid)-|\d[.,]|\bno[.] |(?:no|nos|number|flight|route|windows|office|room|page|model|"
    r"some|nearly|almost|"
    r"than|approximately|roughly|only|least|most|all|another|over|up to|total of|article|resolution|psalm|"
    r"boeing|airbus|mazda|vitamin|highway|channel|figure|case|section|chapter|line|unit|kepler|ngc|fm|am|mhz) ?)"
)
COUNT_AFTER = (
    r" ?(?:%|percent|per cent|people|men|women|children|soldiers|troops|workers|employees|students|officers|police|"
    r"votes|seats|homes|houses|families|patients|victims|refugees|migrants|civilians|shares|points|tons|tonnes|miles|"
    r"feet|metres|meters|kilomet\w+|km|kg|hours|minutes|seconds|days|weeks|months|dollars|euros|pounds|rubles|"
    r"megawatts|mw|mhz|hp|gmt|utc|hrs|jobs|cases|deaths|copies|units|calories|square|cubic|of (?:them|the|"
    r"its|these|those)|other|more|fans|"
    r"passengers|delegates|members|protesters|residents|pages|words|bce?)\b|[.,:]\d|-(?:strong|foot|mile|"
    r"metre|meter|page|"
    r"year|member|seat|square|acre|pound|ton)|°|:\d"
)
# A year before 1900 needs a word that says so.
YEAR_CUE = (
    r"(?:\b(?:in|since|until|till|from|by|of|before|after|during|year|and|to|between|around|about|circa|early|late) "
    r"|[(] ?|mid-)"
)

# "More than two years ago" is still two years ago; "within", "every" and "for" make a duration or a set.
APART = r"\b(?:every|each|within|half) "
EVERY = r"\b(?:every|each)(?: other| (?:first|second|third|last))? |\b(?:every|each) \w+ |(?<!mid)-"
# Months that are words and names too are dates only after these.
MONTH_CUE = (
    r"\b(?:in|since|until|till|by|from|to|through|during|before|after|and|or|of|late|early|mid|last|next|"
    r"this|for|between|"
    r"around|about|began|begins?|ended|ends|ending|beginning|starting|with|both|versus|into|towards?|like|as|on|"
    r"every|each|end|until|than|a|an|its|his|her|their|our|,|[(])[ -]|['’]s "
)

# "The first time in five years", "has not been seen in two years": how long, not when.
NO_WAIT = (
    r"\b(?:time|mark|level|pace|record|[a-z]+est)(?: [a-z]+){0,2} in |(?:n['’]t|\b(?:not|never))(?: [a-z]+){1,3} in "
)

# The feast names a thing here, not a day.
NO_FEAST = (
    r" (?:tree|shopping|card|carol|present|gift|party|market|song|story|film|movie|sale|dinner|turkey|"
    r"egg|bonus|resolution|parade|island|bunny)s?\b"
)
# "One Monday", "Black Friday"; "Sat down", "Sunday school", the Sunday Herald: no days, or not this one.
ANY_DAY = rf"{EVERY}|\b(?:one|any|some|on a|black|bloody|palm|easter|super|super bowl) "
NO_DAY = (
    r"(?<=\b[SW][aue][tnd]) (?-i:[a-z])| (?:night football|school|roast|mass|best)\b"
    r"| (?-i:Herald|Times|Telegraph|Express|Mirror|Mail|Post|Star|Tribune|Observer)\b"
)
# What has a month of its own: "March sales rose".
OF_MONTH = (
    r"(?-i:sales|figures|data|results|exports|imports|elections?|delivery|contracts?|futures|report|jobs|meeting|vote|"
    r"summit|talks|issue|storms?|floods?|attacks?|deadline)"
)
