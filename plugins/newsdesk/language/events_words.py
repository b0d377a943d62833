"""What a language brings to the cutting of events from sentences: patterns, each with its reason.

All are regular expressions, matched without regard to case unless a name is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventWords:
    """Patterns of one language.

    `clause` parts a sentence into clauses. `lead` is what a title does without: connectives and attributions at the
    head. `announced` marks a future that somebody fixed; `doubted` one that nobody did, `hedged` what is
    not told as fact.
    `saying` is a clause that only tells when something was said. `nouns` are names of events ("talks", "election"),
    which with a place and a date make a title by themselves. `joint` may stand between words and a date; `loose` are
    words that no title ends with. `relative` is a relative clause up to its
    closing comma, `inverted` a verb before its subject, `opening` a word that opens a phrase
    before the clause, `own` a speaker's words for self, `pronoun` what stands for the noun before it,
    `participle` a word that opens a clause without a subject, `source` an attribution
    before a date. `span` is what stands before|between the
    two ends of a range. `place` finds a place, `roles` are words before a person's name.
    """

    clause: str
    lead: str
    announced: str
    hedged: str
    doubted: str
    saying: str
    nouns: str
    joint: str
    loose: str
    place: str = ""
    roles: str = ""
    modifiers: str = ""
    verb: str = ""
    span: str = ""
    relative: str = ""
    inverted: str = ""
    opening: str = ""
    own: str = ""
    pronoun: str = ""
    participle: str = ""
    source: str = ""


ENGLISH = EventWords(
    span=r"\b(?:from|between) (?:the )?[|] (?:to|until|and|through) (?:the )?\Z",
    clause=(
        r"[,;:] (?=(?:which|who|whose|where|when|while|whereas|but|although|though|because|so|as|after which|and then|"
        r"with|including)\b)|;\s|\s(?:[–—]|--)\s|, and (?=(?:he|she|it|they|the|a|in|on)\b)"
        r"| (?=whose )| (?:but|while|although|because) |, (?=(?-i:[a-z]{2,}ing) )|, and (?=not )"
        r"|,? and (?=(?:(?:the|a|an|its|their|he|she|it|they) (?:[\w-]+ ){0,3}?)?"
        r"(?:will|should|may|might|could|would|can|is|are|was|were|has|have|had)\b)"
        r"|,? and (?=(?-i:[a-z]+ed)\b)"
    ),
    lead=(
        # "HARROW (NPA) — " and the like open the text, not the sentence.
        r"(?:(?-i:[A-Z]{3,}(?:,? [A-Z][\w.]{1,12}){0,3}) ?(?:\([A-Za-z]{2,10}\) ?)?[—–] ?"
        r"|(?:and|but|(?:so|thus) far|so|thus|then|also|however|moreover|meanwhile|in addition|"
        r"at the same time|therefore|indeed|earlier|later|previously|recently|besides|now|still|yet|for example|"
        r"in fact|of course|separately|in turn|as a result|in particular|that|which|who|whose|when|where|after|while|"
        r"as|because|since|although)\b,? ?"
        r"|according to [^,]{2,100}, ?"
        r"|(?:it|he|she|they|\w+ \w+) (?:was |were )?(?:also )?(?:said|reported|noted|added|announced|"
        r"recalled|stressed|"
        r"claimed|explained|showed|found|revealed|confirmed|estimated|told \w+(?: \w+)?),? (?:also )?that "
        r"|(?:the|a|an) (?=[a-z]))"
    ),
    announced=(
        r"\b(?:will|shall|is to|are to|"
        r"(?:is|are|was|were) (?:not )?(?:due|set|scheduled|expected|planned|slated|anticipated)|"
        r"scheduled|due|expected|anticipated|plans? to|preparing to|planned for|takes? (?:place|effect)|begins?|opens?|"
        r"starts?|ends?|expires?|meets?|votes?|from|intended|to be [a-z]+(?:ed|ld|en|wn)|"
        r"(?:announced|confirmed|decided|agreed) (?:[^.;]{1,80} )?would)\b"
    ),
    hedged=(
        r"\b(?:(?-i:may)|might|could|would|should|if|unless|perhaps|possibly|probably|likely|hopes?|hoped|wants?|"
        r"wanted|believes?|"
        r"thinks?|suggests?|predicts?|predicted|forecast|must|ought|can|whether|speculat\w+|rumou?r\w*|not)\b|"
        r"n['’]t\b|\?"
    ),
    doubted=r"\b(?:(?-i:may)|might|could|should|if|unless|perhaps|possibly|hopes?|hoped|wants?|"
    r"whether|predict\w*|believes?)\b|\?",
    saying=(
        r"\b(?:said|says|told|added|announced|stated|stressed|noted|reported|wrote|declared|warned|explained|"
        r"according to|"
        r"commented|claimed|argued|insisted|tweeted|posted|in an interview)\b"
    ),
    nouns=(
        r"\b(?:(?:(?!(?:since|after|before|during|until|for|from|to) )[A-Za-z-]+ ){0,3}(?<!to )"
        r"(?:talks?|meetings?|summits?|elections?|votes?|referendum|attacks?|"
        r"bombings?|wars?|invasion|"
        r"conferences?|forum|negotiations?|agreement|treaty|ceasefire|earthquake|crash|coup|protests?|rally|"
        r"strikes?|explosion|"
        r"fire|storm|hurricane|floods?|trial|verdict|ruling|hearing|debate|launch|visits?|ceremony|match|"
        r"final|games|tournament|"
        r"festival|inauguration|congress|session|revolution|accident|annexation|collapse|deal|shooting|"
        r"arrests?|death|birth|"
        r"assassination|resignation|opening|funeral|sentencing|merger|acquisition))"
    ),
    joint=(
        r"(?:,? ?\b(?:on|in|at|by|from|since|until|during|over|through|around|as of|dated|of|for|early|late|back in)"
        r"(?: the)?)"
    ),
    loose=(
        r"(?:and|or|but|the|a|an|of|in|on|at|to|for|with|by|from|as|that|which|who|whose|where|when|after|"
        r"before|while|during|"
        r"into|over|under|about|between|its|their|his|her|is|was|were|are|be|has|have|had|also|will|since|"
        r"until|against|because|"
        r"than|this|if|so|not|among|including|within|upon|through|both|due|such|more|most|only|early|late)"
    ),
    place=(
        r"\b(?:in|near|outside) ((?:(?:the )?(?:North|South|East|West|New|San|Los|Saint|St\.?|El|Rio|Tel) "
        r")?[A-Z][a-zà-ÿ'’-]{2,}(?:,? [A-Z][a-z'’-]{3,})?)(?![\w’'])"
    ),
    roles=(
        r"(?:President|Presidents|Prime Minister|Minister|Chancellor|Senator|Governor|Secretary|Mayor|King|Queen|Pope|"
        r"General|Judge|Mr|Mrs|Ms|Dr|Sir|Prince|Princess|leader|leaders|chief|director|professor|Professor|chairman|"
        r"spokesman|spokeswoman|secretary|scientist|analyst|expert|CEO|Ambassador|Commissioner|actor|singer|author)"
    ),
    modifiers=(
        r"^(?:the|a|an|previous|last|recent|latest|upcoming|next|earlier|its|their|his|her|these|those|this|"
        r"that|so-called|first|at|in|after|of) "
    ),
    verb=r"is|are|has|have|will|opens?|closes?|meets?",
    relative=r"(?:which|who|whose|where) [^,]{1,90}, ",
    opening=(
        r"despite|with|following|in|over|to|since|for|under|during|at|on|by|from|after|before|amid|given|unlike|like|"
        r"among|within|(?:(?:\w+|(?:a|several) \w+) )?(?:days?|weeks?|months?|years?) (?:after|before|since)"
    ),
    own=r"I|we|my|our|me|us",
    pronoun=r"which|who",
    participle=r"[a-z]{2,}ing",
    source=r"according to [^,;]{0,80}\Z",
)

GERMAN = EventWords(
    span=r"\b(?:von|vom|zwischen) (?:dem )?[|] (?:bis|und)(?: zum)? \Z",
    clause=(
        r", (?=(?:die|der|das|wo|während|nachdem|obwohl|weil|da|aber|sondern|wobei|sodass|als)\b)|;\s|"
        r"\s[–—-]\s|, und "
    ),
    lead=(
        r"(?:(?:und|aber|doch|so|dann|auch|jedoch|zudem|außerdem|dabei|inzwischen|dagegen|deshalb|daher|dass|"
        r"die|der|das|ein|"
        r"eine)\b,? ?|(?:nach angaben|laut) [^,]{2,80}, ?)"
    ),
    announced=(
        r"\b(?:wird|werden|findet|finden|beginnt|startet|tritt|öffnet|endet|geplant|vorgesehen|angesetzt|soll|"
        r"sollen)\b"
    ),
    hedged=r"\b(?:könnten?|würden?|dürften?|möglicherweise|vielleicht|wenn|falls|wohl|müssten?|sollten?|nicht|ob)\b|\?",
    doubted=r"\b(?:könnten?|würden?|dürften?|möglicherweise|vielleicht|wenn|falls|wohl|ob|hofft|hoffen)\b|\?",
    saying=r"\b(?:sagte|erklärte|teilte|berichtete|betonte|meinte|hieß es|schrieb|sagt|erklärt|kündigte)\b",
    nouns=(
        r"\b(?:Gespräche\w*|Treffen\w*|Gipfel\w*|\w*[Ww]ahl(?:en)?|Referendum|Anschlag\w*|Krieg\w*|"
        r"Konferenz\w*|Forum\w*|"
        r"Verhandlung\w*|Abkommen\w*|Erdbeben\w*|Unglück\w*|Putsch\w*|Protest\w*|Streik\w*|Prozess\w*|"
        r"Urteil\w*|Besuch\w*)"
    ),
    joint=r"(?:,? ?\b(?:am|im|in|vom|bis|seit|ab|zum|den|dem|der|des|von|Anfang|Ende|Mitte|Jahre?|Jahres))",
    loose=(
        r"(?:und|oder|aber|der|die|das|ein|eine|einer|einem|einen|des|dem|den|in|im|am|an|auf|zu|zum|zur|für|"
        r"mit|bei|von|vom|"
        r"als|dass|wie|nach|vor|über|unter|um|aus|ist|war|sind|hat|auch|sich|seit|bis|durch|gegen|ohne)"
    ),
    modifiers=r"^(?:die|der|das|ein|eine|den|dem|des|letzten|jüngsten|bisherigen) ",
    verb=r"ist|sind|hat|haben|wird|werden|findet|beginnt",
    relative=r"(?:der|die|das|dessen|deren|wo) [^,]{1,90}, ",
    inverted=(
        r"(?P<verb>[a-zäöüßA-ZÄÖÜ][a-zäöüß]+) "
        r"(?P<noun>(?:(?:die|der|das|den|ein|eine)\b )?(?:[a-zäöüß]+ ){0,2}?[A-ZÄÖÜ]\w+) "
    ),
)

RUSSIAN = EventWords(
    clause=r", (?=(?:котор\w+|где|когда|хотя|но|а|поскольку|потому|чтобы|однако|после чего)\b)|;\s|\s(?:[–—]|--)\s",
    lead=(
        r"(?:(?:и|а|но|так|затем|также|однако|кроме того|между тем|поэтому|ранее|по его словам|напомним|при этом|что|"
        r"который|которая|которое|которые|где|когда|после чего)\b,? ?|(?:по словам|по данным|согласно) [^,]{2,80}, ?|"
        r"(?:сообщается|отмечается|известно), что )"
    ),
    announced=(
        r"\b(?:буд(?:ет|ут)|состо(?:ит|ят)ся|назначен\w*|запланирован\w*|пройд(?:ёт|ет|ут)|откро(?:ет|ют)\w*|"
        r"начн(?:ёт|ет|ут)\w*|вступ(?:ит|ят)|планиру\w+)\b"
    ),
    hedged=r"\b(?:может|могут|возможно|вероятно|если|бы|не|якобы|должн\w+)\b|\?",
    doubted=r"\b(?:может|могут|возможно|вероятно|если|бы)\b|\?",
    saying=r"\b(?:сказал\w*|заявил\w*|сообщил\w*|отметил\w*|рассказал\w*|подчеркнул\w*|по словам|написал\w*)\b",
    nouns=(
        r"\b(?:[Пп]ереговор\w+|[Вв]стреч\w+|[Сс]аммит\w*|[Вв]ыбор\w+|[Рр]еферендум\w*|[Вв]ойн\w+|[Фф]орум\w*|"
        r"[Кк]онференци\w+|[Тт]еракт\w*|[Сс]оглашени\w+|[Зз]емлетрясени\w+|[Пп]ротест\w*|[Сс]уд\w*|[Вв]изит\w*)\b"
    ),
    joint=r"(?:,? ?\b(?:в|во|на|с|со|к|до|от|за|после|по|ещё|еще))",
    loose=r"(?:и|а|но|что|в|во|на|с|со|к|до|от|за|из|по|при|для|о|об|после|который|которая|которые|где|когда|у|не)",
)

FRENCH = EventWords(
    clause=r", (?=(?:qui|que|dont|où|mais|tandis|alors|car|lorsque)\b)|;\s|\s(?:[–—]|--)\s",
    lead=(
        r"(?:(?:et|mais|or|ainsi|puis|aussi|cependant|en outre|par ailleurs|toutefois|qui|que|dont|où|le|la|les|un|une)"
        r"\b,? ?|l['’]|(?:selon|d['’]après) [^,]{2,80}, ?)"
    ),
    announced=r"\b(?:sera|seront|aura|auront|doit|doivent|prévue?s?|va|vont|\w+(?:era|eront|dra|dront))\b",
    hedged=r"\b(?:peut-être|pourrait|pourraient|devrait|si|aurait|serait|pas|peut)\b|\?",
    doubted=r"\b(?:peut-être|pourrait|pourraient|devrait|si|aurait|serait)\b|\?",
    saying=r"\b(?:a déclaré|a dit|a annoncé|selon|a indiqué|a affirmé|a précisé|a expliqué)\b",
    nouns=(
        r"\b(?:[Nn]égociations?|[Rr]éunions?|[Rr]encontres?|[Ss]ommet|[ÉEé]lections?|[Rr]éférendum|"
        r"[Aa]ttentats?|[Gg]uerre|"
        r"[Cc]onférence|[Aa]ccord|[Ss]éisme|[Pp]rocès|[Vv]isite|[Ff]orum)\b"
    ),
    joint=r"(?:,? ?\b(?:en|à|au|le|la|depuis|dès|du|de|pendant|avant|après|jusqu['’]en|d['’]))",
    loose=(
        r"(?:et|ou|mais|le|la|les|l['’]|un|une|des|du|de|d['’]|à|au|aux|en|dans|sur|pour|par|avec|qui|que|dont|où|est|"
        r"a|ont|sont|se|ne|pas|après|avant|selon)"
    ),
    modifiers=r"^(?:le|la|les|un|une|des|dernière?s?|précédente?s?) ",
)

# Ukrainian and Belarusian share too little with Russian for its cues, but cut titles alike.
UKRAINIAN = EventWords(
    clause=r", (?=(?:як\w+|де|коли|хоча|але|а|оскільки|бо|щоб|однак)\b)|;\s|\s(?:[–—]|--)\s",
    lead=r"(?:(?:і|й|та|а|але|так|потім|також|однак|крім того|тим часом|тому|раніше|що|який|яка|яке|"
    r"які|де|коли)\b,? ?)",
    announced=r"\b(?:буд(?:е|уть)|відбу(?:деться|дуться)|заплановано|призначено|відкри(?:ється|ють)|почн\w+|набуде)\b",
    hedged=r"\b(?:може|можуть|можливо|ймовірно|якщо|б|би|не)\b|\?",
    doubted=r"\b(?:може|можуть|можливо|ймовірно|якщо|б|би)\b|\?",
    saying=r"\b(?:сказа\w+|заяви\w+|повідоми\w+|зазначи\w+|за словами|розпові\w+)\b",
    nouns=r"\b(?:[Пп]ереговор\w+|[Зз]устріч\w*|[Сс]аміт\w*|[Вв]ибор\w+|[Рр]еферендум\w*|[Вв]ійн\w+|"
    r"[Фф]орум\w*|[Уу]год\w+)\b",
    joint=r"(?:,? ?\b(?:в|у|на|з|із|до|від|за|після|по|ще))",
    loose=r"(?:і|й|та|а|але|що|в|у|на|з|із|до|від|за|по|при|для|про|після|який|яка|які|де|коли|не)",
)
BELARUSIAN = EventWords(
    clause=r", (?=(?:як\w+|дзе|калі|хоць|але|а|бо|каб|аднак)\b)|;\s|\s(?:[–—]|--)\s",
    lead=r"(?:(?:і|ды|а|але|так|потым|таксама|аднак|акрамя таго|тым часам|таму|раней|што|які|якая|"
    r"якое|якія|дзе|калі)\b,? ?)",
    announced=r"\b(?:буд(?:зе|уць)|адбу(?:дзецца|дуцца)|запланавана|прызначан\w+|адкры(?:ецца|юць)|пачн\w+|набудзе)\b",
    hedged=r"\b(?:можа|могуць|магчыма|верагодна|калі|б|бы|не)\b|\?",
    doubted=r"\b(?:можа|могуць|магчыма|верагодна|б|бы)\b|\?",
    saying=r"\b(?:сказа\w+|заяві\w+|паведамі\w+|адзначы\w+|паводле слоў)\b",
    nouns=r"\b(?:[Пп]ерамов\w+|[Сс]устрэч\w*|[Сс]аміт\w*|[Вв]ыбар\w+|[Рр]эферэндум\w*|[Вв]айн\w+|"
    r"[Фф]орум\w*|[Пп]агаднен\w+)\b",
    joint=r"(?:,? ?\b(?:у|ў|ва|на|з|са|да|ад|за|пасля|па|яшчэ))",
    loose=r"(?:і|ды|а|але|што|у|ў|ва|на|з|са|да|ад|за|па|пры|для|пра|пасля|які|якая|якія|дзе|калі|не)",
)

_BY_LANGUAGE = {
    "en": ENGLISH, "de": GERMAN, "fr": FRENCH, "ru": RUSSIAN, "uk": UKRAINIAN, "be": BELARUSIAN,
}  # fmt: skip


def get_words(lang: str) -> EventWords:
    """The patterns of `lang`; the English ones, which then match little, for a language without its own."""
    return _BY_LANGUAGE.get(lang[:2].lower(), ENGLISH)
