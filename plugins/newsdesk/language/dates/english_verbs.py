"""English verbs by where they point: to the past, to the future, or ahead less surely."""

from __future__ import annotations

PAST = (
    r"(?:could not be|did not|struggled to [a-z]+|agreed to|was|were|had|did|went|came|took|made|held|"
    r"began|won|lost|fell|rose|met|left|saw|became|got|gave|found|"
    r"brought|sent|led|kept|put|set|ran|grew|spoke|broke|struck|hit|cut|sold|bought|paid|spent|built|sought|fought|"
    r"(?:re|over|under|with|out)(?:built|took|went|drew|ran|held|stood|came|sold|paid|grew|thrown?|threw)|"
    r"caught|taught|felt|heard|stood|drew|flew|threw|wrote|chose|rode|drove|swore|sank|shot|cost|fled|beat|bore|"
    r"has|have|sued|died|tied|lied|quit|shut|burst|dealt|meant|lent|slid|stole|forgot|overtook|withdrew|underwent|"
    r"[a-z]{2,}(?<!ne)(?<!spe)(?<!inde)(?<!sp)(?<!fe)(?<!se)ed)"
)
# A verb of the future takes its infinitive or participle along: "will be held" tells of no past.
FUTURE = (
    r"(?:(?:will|shall|['’]ll|would|won['’]t|(?:is|are|was|were)? ?going to)"
    r"(?: (?:not|also|now|then|only|soon|probably|likely|again))?(?: (?:be|have))?(?: [a-z]+)?"
    r"|(?:(?:is|are|was|were|be|been) )?"
    r"(?:due|set|scheduled|expected|planned|slated|supposed|likely|about|poised) "
    r"(?:for|on|in|at|to(?: (?:be|have))?(?: [a-z]+)?)"
    r"|(?:(?:is|are) )?(?:scheduled|planned|expected|due)"
    r"|(?:plans?|intends?|aims?|hopes?|wants?|vows?|vowed|promised?|expects?) to(?: be)?(?: [a-z]+)?"
    r"|(?:is|are) to (?:be )?[a-z]+"
    r"|(?:upcoming|tomorrow|deadline|begins|opens|starts|ends|expires|takes|meets|runs|votes|arrives|leaves|visits|"
    r"closes))"
)
OPEN = (
    r"(?:(?:must|should|can|could|cannot|(?-i:may)|might)(?: (?:not|also|now|then|only|soon))?(?: (?:be|"
    r"have))?(?: [a-z]+)?"
    r"|to (?:be|meet|open|hold|start|begin|take|vote|visit|discuss|decide|go|come|leave|run|make|end|close|launch|"
    r"travel|attend|host|stage|step|face|return|play|announce|release|present|appear|arrive|win|deliver)(?: [a-z]+ed)?)"
)
