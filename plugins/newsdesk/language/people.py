"""The people whom a text names: full names, later mentions by surname, other spellings, role and affiliation.

Knows names and what stands beside them ("social psychologist Ann Lee", "Ann Lee, a judge at …"); knows nothing of
quotations. A capitalised run is a person if it begins with a known given name, has a title or a role beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from newsdesk.language.given_names import EITHER, FEMALE, GIVEN, MALE
from newsdesk.language.quotations.frames import Frame, Token
from newsdesk.language.quotations.subjects import frame_subject
from newsdesk.language.quotations.tables import Table
from newsdesk.language.roles import find_role
from newsdesk.model.names import PROPOSE, fold_name, score, sound_key


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# So many people of one surname are compared: enough for any article, and hostile text stays linear.
_NEAR = 12
_PARTICLES = _set("de del della di da dos du van von der den ten ter la le bin ibn al el zu y e 't af av")
_NEVER = _set("""
    i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december american british russian german french chinese canadian european republican
    democratic democrat republicans democrats islamic muslim christian jewish gop
""")
_ORGANISATIONS = _set("""
    university institute college school academy ministry department agency bank party union committee council
    commission court house senate congress parliament office bureau service foundation fund association federation
    society group company corporation corp corp. inc inc. ltd ltd. co co. llc center centre hospital church times
    post journal news tribune herald magazine press radio television network street avenue road city county state
    states kingdom republic island islands river lake mountain park square airport station forum summit conference
    act bill amendment war revolution day week year league cup games championship team club board administration
    campaign organization organisation international national global world united force forces army navy police
    guard building tower hotel theater theatre museum gallery festival award prize law project program programme
    initiative america europe africa asia russia ukraine belarus germany france china britain england canada
    australia india iran iraq syria israel new north south east west central san los saint st. fort mount cape gulf
    sea ocean nation nations security affairs industries systems technologies partners capital holdings media
    studios records entertainment airlines motors energy oil gas coalition alliance movement front brotherhood
    caucus tea reform facility survey poll report faculty economy politics voice street alley communist labour labor
    conservative liberal
""")
# At the end of a run these name a place or an institution, whatever it begins with.
_PLACES = _set("""
    county university college school hospital institute foundation avenue airport ministry committee stadium center
    centre museum newspaper magazine district township elementary academy library
""")
_INNER_TITLES = frozenset((
    "mr.", "mrs.", "ms.", "dr.", "prof.", "sen.", "rep.", "gov.", "gen.", "lt.", "col.", "capt.", "sgt.", "rev.",
    "mayor", "minister", "president", "secretary", "senator", "governor", "justice", "judge", "premier", "chancellor",
    "professor",
    "congressman", "congresswoman", "ambassador", "attorney", "commissioner", "sheriff", "coach", "mp", "director",
))  # fmt: skip
_MR = {"mr.": "m", "mr": "m", "sir": "m", "lord": "m", "mrs.": "f", "ms.": "f", "mrs": "f", "ms": "f", "miss": "f",
       "lady": "f", "dame": "f", "congressman": "m", "congresswoman": "f", "king": "m", "queen": "f", "prince": "m",
       "princess": "f", "pope": "m", "father": "m", "sister": "f", "chairman": "m", "chairwoman": "f",
       "господин": "m", "госпожа": "f", "herr": "m", "frau": "f"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A capitalised run: `name` without titles; `person` says how sure the run itself makes it, 0 to 2."""

    frame: int
    first: int
    end: int
    start_char: int
    end_char: int
    name: str
    gender: str
    person: int
    titled: bool
    introduced: bool = False
    governed: bool = False
    subject: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.name.split())


@dataclass(slots=True)
class Person:
    """One person while a text is read: every mention so far."""

    name: str
    spellings: dict[str, int] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    frames: list[int] = field(default_factory=list)
    gender: str = ""
    person: int = 0
    role: str | None = None
    affiliation: str | None = None
    roles: set[str] = field(default_factory=set)
    quoted: bool = False


def find_mentions(frames: Sequence[Frame], table: Table) -> list[Mention]:
    """Every capitalised run of the text that may be a name, in order."""
    found: list[Mention] = []
    for index, frame in enumerate(frames):
        found.extend(_of_frame(index, frame.tokens, table))
    return found


def _of_frame(index: int, tokens: Sequence[Token], table: Table) -> Iterable[Mention]:
    at, n = 0, len(tokens)
    subject = frame_subject(tokens, n, table) or (0, 0)
    while at < n:
        if not (tokens[at].is_capital and tokens[at].is_word):
            at += 1
            continue
        end = _run_end(tokens, at)
        yield from _mention(index, tokens, at, end, table, subject)
        at = end


def _run_end(tokens: Sequence[Token], at: int) -> int:
    end = at + 1
    while end < min(len(tokens), at + 12):
        token = tokens[end]
        if token.is_capital and token.is_word:
            end += 1
        elif (
            token.low in _PARTICLES and end + 1 < len(tokens) and tokens[end + 1].is_capital and tokens[end + 1].is_word
        ):
            end += 2
        elif (
            token.low in _PARTICLES
            and end + 2 < len(tokens)
            and tokens[end + 1].low in _PARTICLES
            and tokens[end + 2].is_capital
        ):
            end += 3
        else:
            break
    return end


def _mention(
    index: int, tokens: Sequence[Token], first: int, end: int, table: Table, subject: tuple[int, int]
) -> Iterable[Mention]:
    gender, titled = "", False
    while first < end and (tokens[first].low in table.titles or tokens[first].low in table.roles):
        gender = _MR.get(tokens[first].low, gender)
        titled = True
        first += 1
    while first < end and not titled and first == 0 and tokens[first].low in table.openers | table.helpers:
        first += 1
    while first < end and tokens[first].low in table.titles:
        gender = _MR.get(tokens[first].low, gender)
        titled = True
        first += 1
    # "SU-HSE Andrey Suzdaltsev", "Texas Sen. Ted Cruz": what stands before a title or a given name is a label.
    for p in range(end - 2, first, -1):
        if tokens[p].low in _INNER_TITLES and p + 1 < end:
            gender, titled, first = _MR.get(tokens[p].low, gender), True, p + 1
            break
    if first < end and fold_name(tokens[first].text) not in GIVEN:
        for p in range(first + 1, end - 1):
            if fold_name(tokens[p].text) in GIVEN and (tokens[p - 1].low not in _PARTICLES):
                first = p
                break
    if first >= end or end - first > 5:
        return
    run = tokens[first:end]
    if (any(t.low in _NEVER for t in run) and not titled and fold_name(run[0].text) not in GIVEN) or (
        len(run) == 1 and run[0].low in table.openers | table.times | table.determiners
    ):
        return
    given = fold_name(run[0].text)
    known = given in GIVEN and len(run) > 1
    organisation = any(t.low.rstrip(".") in _ORGANISATIONS or t.low in _ORGANISATIONS for t in run) and not (
        titled or known
    )
    before = tokens[first - 1] if first else None
    role_before = before is not None and before.low in table.roles
    article = before is not None and before.low in ("the", "a", "an")
    person = 0
    if not organisation and not (article and not titled):
        person = 2 if titled or known else 1 if role_before or (len(run) > 1 and _has_age(tokens, end)) else 0
    if not titled and len(run) > 1 and run[-1].low in _PLACES:
        return
    if organisation or (article and not titled):
        return
    if not gender and len(run) > 1:
        gender = _gender_of(given)
    name = " ".join(t.text.removesuffix("'s") for t in run)
    yield Mention(
        index, first, end, run[0].start, run[-1].end, name, gender if len(run) > 1 or titled else "", person, titled,
        role_before, _is_governed(tokens, first, end, table), subject[0] <= first < subject[1],
    )  # fmt: skip


def _gender_of(given: str) -> str:
    if given in EITHER or (given in MALE and given in FEMALE):
        return ""
    if given in MALE:
        return "m"
    return "f" if given in FEMALE or (len(given) > 3 and given.endswith(("a", "elle", "ette"))) else ""


def _is_governed(tokens: Sequence[Token], first: int, end: int, table: Table) -> bool:
    """Whether a preposition or a possessive makes the name a mere part of another phrase."""
    p = first - 1
    while p >= 0 and (tokens[p].low in table.titles or tokens[p].low in table.roles) and first - p < 4:
        p -= 1
    if p >= 0 and (tokens[p].low in table.prepositions or tokens[p].text in "(/:"):
        return True
    return end < len(tokens) and tokens[end].low in ("'s", "'")


def _has_age(tokens: Sequence[Token], end: int) -> bool:
    return (
        end + 2 < len(tokens)
        and tokens[end].text == ","
        and tokens[end + 1].text.isdigit()
        and tokens[end + 2].text in ",."
    )


# --- Persons --------------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Cast:
    """The people of a text and which of them each mention means."""

    persons: list[Person]
    by_mention: dict[tuple[int, int], Person]
    by_surname: dict[str, list[Person]]
    by_sound: dict[str, list[Person]]
    by_given: dict[str, list[Person]]
    by_role: dict[str, list[Person]]

    def find(self, name: str) -> Person | None:
        """The person with that surname or name; None if nobody or more than one fits equally."""
        key = fold_name(name)
        parts = key.split()
        if not parts:
            return None
        fitting = self.by_surname.get(parts[-1], [])
        if len(parts) > 1:
            fitting = [p for p in fitting if score(p.name, name) >= PROPOSE]
        return fitting[0] if fitting else None


def gather(mentions: Sequence[Mention], frames: Sequence[Frame], table: Table) -> Cast:
    """People from mentions: full names found first, so that a surname in the headline finds its owner below."""
    cast = Cast([], {}, {}, {}, {}, {})
    for mention in mentions:
        if len(mention.parts) > 1:
            _add_full(cast, mention)
    # Where each person was last named, as the text goes on: of two with one surname the nearer is meant.
    last: dict[int, int] = {}
    for mention in mentions:
        if len(mention.parts) == 1:
            _add_short(cast, mention, last)
        owner = cast.by_mention[mention.frame, mention.first]
        last[id(owner)] = mention.start_char
    for person in cast.persons:
        _settle(cast, person, frames, table)
    return cast


def _settle(cast: Cast, person: Person, frames: Sequence[Frame], table: Table) -> None:
    """What only all mentions together tell: order, name, gender, role."""
    person.mentions.sort(key=lambda m: m.start_char)
    person.frames = [m.frame for m in person.mentions]
    person.name = _best_name(person)
    genders = Counter(m.gender for m in person.mentions if m.gender)
    person.gender = genders.most_common(1)[0][0] if genders else ""
    _give_role(person, frames, table)
    for noun in person.roles:
        cast.by_role.setdefault(noun, []).append(person)


def _add_full(cast: Cast, mention: Mention) -> None:
    key = _surname_key(mention.name)
    same = [p for p in cast.by_surname.get(key, [])[-_NEAR:] if _is_same(p, mention)]
    if not same:
        same = [
            p
            for p in cast.by_sound.get(sound_key(key), [])[-_NEAR:]
            if len(p.name.split()) > 1 and _is_same(p, mention)
        ]
    _attach(cast, same[0] if same else None, mention, key)


def _is_same(person: Person, mention: Mention) -> bool:
    if person.gender and mention.gender and person.gender != mention.gender:
        return False
    return score(person.name, mention.name) >= PROPOSE


def _add_short(cast: Cast, mention: Mention, last: Mapping[int, int]) -> None:
    key = fold_name(mention.name)
    owners = [
        p for p in cast.by_surname.get(key, ())[-_NEAR:]
        if not (mention.gender and p.gender and p.gender != mention.gender)
    ]  # fmt: skip
    if not owners and len(key) > 4:
        alike = cast.by_sound.get(sound_key(key), [])[-_NEAR:]
        owners = [p for p in alike if score(_surname_key(p.name), key) >= PROPOSE]
    if len(owners) > 1:
        owners.sort(key=lambda p: -last.get(id(p), -1))
    if not owners and not mention.titled:
        owners = cast.by_given.get(key, [])[:1]
    _attach(cast, owners[0] if owners else None, mention, key)


def _attach(cast: Cast, person: Person | None, mention: Mention, key: str) -> None:
    if person is None:
        person = Person(mention.name, gender=mention.gender, person=mention.person)
        cast.persons.append(person)
        cast.by_surname.setdefault(key, []).append(person)
        cast.by_sound.setdefault(sound_key(key), []).append(person)
        if len(mention.parts) > 1 and mention.person > 1:
            cast.by_given.setdefault(fold_name(mention.parts[0]), []).append(person)
    person.mentions.append(mention)
    person.person = max(person.person, mention.person)
    person.gender = person.gender or mention.gender
    person.spellings[mention.name] = person.spellings.get(mention.name, 0) + 1
    cast.by_mention[mention.frame, mention.first] = person


def _surname_key(name: str) -> str:
    parts = [part for part in fold_name(name).split() if part not in ("jr", "sr", "ii", "iii", "iv")]
    return parts[-1] if parts else fold_name(name)


def _best_name(person: Person) -> str:
    """The fullest spelling; among equals the most frequent, then the first."""
    order = list(person.spellings)
    return max(order, key=lambda name: (len(name.split()), person.spellings[name], -order.index(name)))


def _give_role(person: Person, frames: Sequence[Frame], table: Table) -> None:
    """The first role that the text gives the person, and every role noun for later "the professor"."""
    for mention in person.mentions:
        found = find_role(frames[mention.frame].tokens, mention.first, mention.end, table)
        if found is None:
            continue
        person.roles.update(found.nouns)
        person.person = max(person.person, 1 if len(mention.parts) > 1 else 0)
        if person.role is None or (person.affiliation is None and found.affiliation and found.role):
            person.role, person.affiliation = found.role, found.affiliation
