"""English verbs by where they point: to the past, to the future, or ahead less surely."""

from __future__ import annotations

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|"
    r"(?:jan|feb|mar|apr|aug|sept?|oct|nov|dec)\b[.]?)"
)
PAST = (
    r"(?:had been (?:due|set|scheduled|expected|planned|slated) (?:for|on|in|at|to)|"
    r"could not be|did not|struggled to [a-z]+|"
    r"agreed to(?! (?:meet|hold|resume|return|talk))|was|were|had|did|went|came|took|made|held|"
    r"began|won|lost|fell|rose|met|left|saw|became|got|gave|found|"
    r"brought|sent|led|kept|put|set|ran|grew|spoke|broke|struck|hit|cut|sold|bought|paid|spent|built|sought|fought|"
    r"(?:re|over|under|with|out)(?:built|took|went|drew|ran|held|stood|came|sold|paid|grew|thrown?|threw)|"
    r"caught|taught|felt|heard|stood|drew|flew|threw|wrote|chose|rode|drove|swore|sank|shot|cost|fled|beat|bore|"
    r"dove|hung|swept|swung|stuck|tore|wore|woke|hid|dug|slept|knew|blew|thought|"
    r"sang|drank|spun|"
    r"has|have|sued|died|tied|lied|quit|shut|burst|dealt|meant|lent|slid|stole|forgot|overtook|withdrew|underwent|"
    r"[a-z]{2,}(?<!ne)(?<!spe)(?<!inde)(?<!sp)(?<!fe)(?<!se)ed)"
)
# A verb of the future takes its infinitive or participle along: "will be held" tells of no past.
FUTURE = (
    r"(?:(?:will|shall|[a-z]+['’]ll|would|won['’]t|(?:is|are|was|were)? ?going to)"
    r"(?: (?:not|also|now|then|only|soon|probably|likely|again))?(?: (?:be|have))?(?: [a-z]+)?"
    r"|(?:(?:is|are|was|were|be|been) )?"
    r"(?:due|set|scheduled|expected|planned|slated|supposed|likely|about|poised) "
    r"(?:for|on|in|at|to(?: (?:be|have))?(?: [a-z]+)?)"
    r"|(?:(?:is|are) )?(?:scheduled|planned|expected|due)"
    r"|(?:plans?|intends?|aims?|hopes?|wants?|vows?|vowed|promised?|expects?) to(?: be)?(?: [a-z]+)?"
    r"|(?:is|are) to (?:be )?[a-z]+"
    r"|expects? (?:a|an|no|its|their|the)"
    # "The funeral is Saturday", "they go on sale Friday", "a vote for Monday", "put off until May".
    rf"|(?:is|are|be)(?= (?:on |in )?(?:{_DAY}|{_MONTH})(?!['’]s))"
    r"|go(?:es)? (?:to the polls|on (?:sale|trial|strike|show|display|stage))"
    rf"|for(?= (?:{_DAY}(?!['’]s)|{_MONTH} delivery))|(?:have|has) until"
    r"|(?:adjourned|postponed|delayed|deferred|rescheduled|extended|moved|put off|pushed back)(?: [a-z]+){0,3}?"
    rf" (?:until|till|to)(?= (?:{_DAY}|{_MONTH}))"
    r"|(?:resumes|hosts|plays|faces|convenes|departs|airs|premieres|reopens|kicks off|heads to)"
    r"|agreed to (?:meet|hold|resume|return|talk)(?: [a-z]+)?"
    r"|(?:upcoming|tomorrow|deadline|begins|opens|starts|ends|expires|takes|meets|runs|votes|arrives|leaves|visits|"
    r"closes))"
)
OPEN = (
    r"(?:(?:must|should|can|could|cannot|(?-i:may)|might)(?: (?:not|also|now|then|only|soon))?(?: (?:be|"
    r"have))?(?: [a-z]+)?"
    r"|to (?:be|meet|open|hold|start|begin|take|vote|visit|discuss|decide|go|come|leave|run|make|end|close|launch|"
    r"travel|attend|host|stage|step|face|return|play|announce|release|present|appear|arrive|win|deliver)(?: [a-z]+ed)?)"
)
