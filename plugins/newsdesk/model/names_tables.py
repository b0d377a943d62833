"""Letters and words that the comparison of names needs; data with the reason of each table."""

from __future__ import annotations

import unicodedata


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Romanisation of Cyrillic (Russian, Ukrainian, Belarusian, Serbian, Kazakh) and Greek, as English news spells it.
ROMAN: dict[str, str] = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "i", "є": "ye", "ґ": "g", "ў": "u", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj",
    "ћ": "c", "џ": "dz", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ѓ": "gj",
    "ќ": "kj", "ѕ": "dz",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o", "ά": "a", "έ": "e", "ή": "i", "ί": "i", "ό": "o", "ύ": "y", "ώ": "o", "ϊ": "i",
    "ა": "a", "ბ": "b", "გ": "g", "დ": "d", "ე": "e", "ვ": "v", "ზ": "z", "თ": "t", "ი": "i", "კ": "k", "ლ": "l",
    "მ": "m", "ნ": "n", "ო": "o", "პ": "p", "ჟ": "zh", "რ": "r", "ს": "s", "ტ": "t", "უ": "u", "ფ": "p", "ქ": "k",
    "ღ": "gh", "ყ": "q", "შ": "sh", "ჩ": "ch", "ც": "ts", "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh", "ჯ": "j",
    "ჰ": "h",
    "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e", "զ": "z", "է": "e", "ը": "y", "թ": "t", "ժ": "zh", "ի": "i",
    "լ": "l", "խ": "kh", "ծ": "ts", "կ": "k", "հ": "h", "ձ": "dz", "ղ": "gh", "ճ": "ch", "մ": "m", "յ": "y", "ն": "n",
    "շ": "sh", "ո": "o", "չ": "ch", "պ": "p", "ջ": "j", "ռ": "r", "ս": "s", "վ": "v", "տ": "t", "ր": "r", "ց": "ts",
    "ւ": "u", "փ": "p", "ք": "k", "օ": "o", "ֆ": "f",
    # Arabic and Persian write few vowels: the consonants must do. Katakana spells foreign names by syllables.
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh",
    "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z",
    "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w",
    "ي": "y", "ى": "a", "ة": "a", "ء": "", "ئ": "y", "ؤ": "w", "پ": "p", "چ": "ch", "گ": "g", "ک": "k",
    "ی": "y",
    "ア": "a", "イ": "i", "ウ": "u", "エ": "e", "オ": "o", "カ": "ka", "キ": "ki", "ク": "ku", "ケ": "ke", "コ": "ko",
    "サ": "sa", "シ": "shi", "ス": "su", "セ": "se", "ソ": "so", "タ": "ta", "チ": "chi", "ツ": "tsu", "テ": "te",
    "ト": "to", "ナ": "na", "ニ": "ni", "ヌ": "nu", "ネ": "ne", "ノ": "no", "ハ": "ha", "ヒ": "hi", "フ": "fu",
    "ヘ": "he", "ホ": "ho", "マ": "ma", "ミ": "mi", "ム": "mu", "メ": "me", "モ": "mo", "ヤ": "ya", "ユ": "yu",
    "ヨ": "yo", "ラ": "ra", "リ": "ri", "ル": "ru", "レ": "re", "ロ": "ro", "ワ": "wa", "ン": "n", "ガ": "ga",
    "ギ": "gi", "グ": "gu", "ゲ": "ge", "ゴ": "go", "ザ": "za", "ジ": "ji", "ズ": "zu", "ゼ": "ze", "ゾ": "zo",
    "ダ": "da", "デ": "de", "ド": "do", "バ": "ba", "ビ": "bi", "ブ": "bu", "ベ": "be", "ボ": "bo", "パ": "pa",
    "ピ": "pi", "プ": "pu", "ペ": "pe", "ポ": "po",
    # Latin letters that no decomposition takes apart.
    "ß": "ss", "ç": "ch", "ş": "sh", "š": "sh", "č": "ch", "ž": "zh", "ř": "rz", "ñ": "ny", "ć": "ch", "ś": "s",
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ə": "a", "ħ": "h",
    "ŋ": "n", "’": "", "ʻ": "", "ʼ": "", "‘": "", "´": "", "ʿ": "", "ʾ": "",
    # Digits that stand for letters in garbled names.
    "0": "o", "1": "i",
}  # fmt: skip

# Longer first. What different transliterations of one sound look like, made one.
DIGRAPHS: tuple[tuple[str, str], ...] = (
    ("dzs", "j"), ("xh", "j"), ("dzh", "j"), ("shch", "S"), ("schtsch", "S"),
    ("tsch", "C"), ("dsch", "j"), ("sch", "S"), ("dz", "j"), ("tch", "C"),
    ("sz", "S"), ("sh", "S"), ("zh", "Z"), ("ch", "C"), ("cz", "C"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("ts", "T"), ("tz", "T"), ("th", "t"), ("dj", "j"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("ij", "i"), ("yi", "i"), ("ey", "ei"), ("ay", "ai"),
    ("ye", "e"), ("je", "e"), ("yo", "o"), ("ya", "ia"), ("ja", "ia"), ("yu", "iu"), ("ju", "iu"), ("w", "v"),
    ("y", "i"), ("j", "i"), ("ii", "i"), ("aa", "a"),
)  # fmt: skip
VOWELS = frozenset("aeiou")
# Pairs that transliterations and languages exchange.
CHEAP = frozenset((
    ("i", "e"), ("o", "a"), ("u", "o"), ("k", "c"), ("k", "g"), ("g", "h"), ("k", "h"),
    ("c", "s"), ("s", "z"), ("C", "h"), ("C", "k"),
    ("d", "t"), ("b", "p"), ("v", "f"), ("v", "u"), ("v", "b"), ("T", "c"), ("T", "s"),
    ("S", "s"), ("S", "C"), ("Z", "z"), ("Z", "S"), ("Z", "i"),
    ("i", "g"), ("C", "T"), ("C", "c"), ("j", "Z"), ("j", "C"), ("j", "i"), ("k", "S"), ("k", "s"), ("a", "e"),
))  # fmt: skip

# A woman's surname and a man's are two people. Longer endings first.
FEMININE: tuple[tuple[str, str], ...] = (
    ("skiy", "skaya"), ("sky", "skaya"), ("ski", "ska"), ("skij", "skaja"), ("ov", "ova"), ("ev", "eva"),
    ("in", "ina"), ("yn", "yna"), ("off", "ova"), ("cki", "cka"), ("skii", "skaia"), ("sky", "ska"),
)  # fmt: skip

TITLES = _set("""
    mr mrs ms miss mx dr prof professor doctor sir dame lord lady hon honourable honorable rev reverend fr father
    president prime minister premier senator sen rep representative governor gov general gen colonel col captain capt
    lt lieutenant sgt sergeant major maj admiral adm judge justice king queen prince princess pope chancellor
    secretary ambassador sheikh shaikh shaykh sheik sayyid seyyed haji hajji hadji mullah maulavi mawlawi maulana
    ayatollah imam rabbi herr frau monsieur madame mme m don dona dip ing mag ingenieur llc dipl
    г н господин госпожа qari alhaj al-haj engineer eng mp
""")
SUFFIXES = _set("jr sr ii iii iv junior senior phd md mba esq cbe obe mbe kc qc")
PARTICLES = _set(
    """
    de del della di da do dos das du des van von der den dem ten ter zu zur af av la le
    el al ul bin ibn ben bint e y und and ould uld wld
"""
)


def _nicknames(text: str) -> dict[str, frozenset[str]]:
    groups = [line.split() for line in text.strip().splitlines()]
    names: dict[str, set[str]] = {}
    for group in groups:
        for name in group:
            names.setdefault(name, set()).update(other for other in group if other != name)
    return {name: frozenset(others) for name, others in names.items()}


# One given name in its short forms and in other languages.
NICKNAMES = _nicknames("""
    william bill billy will willie liam guillermo wilhelm guillaume willem vilhelm
    robert bob bobby rob robbie bert roberto
    richard dick rick ricky rich ricardo
    james jim jimmy jamie jaime
    john jack johnny jon johann johannes hans juan jean giovanni ivan jan ioannes ian sean joao
    joseph joe joey jose giuseppe josef iosif yusuf
    michael mike mick mickey mikhail michel miguel michal mihai michele
    thomas tom tommy tomas
    charles charlie chuck carlos karl carl karel
    edward ed eddie ted teddy ned eduard eduardo edouard
    anthony tony antonio anton antoine antoni
    daniel dan danny
    samuel sam sammy
    benjamin ben benny bibi
    alexander alex sasha aleksandr alejandro alexandre alessandro sandy
    andrew andy drew andrei andrey andres andreas andre andrea andrzej
    david dave davey
    steven stephen steve stefan esteban etienne stephan stefano
    christopher chris kit christoph
    nicholas nick nicolas nikolai nikolaus klaus
    matthew matt mateo matteo matthias mathew
    patrick pat paddy
    peter pete pedro pierre pyotr petr pietro
    gregory greg grigory gregor
    jeffrey jeff geoffrey geoff
    kenneth ken kenny
    lawrence larry laurence lars
    leonard leo len lenny
    ronald ron ronnie
    donald don donny
    timothy tim timmy
    philip phil philippe felipe filip
    raymond ray ramon
    frederick fred freddie freddy friedrich frederic federico
    francis frank francisco franz francois francesco frankie paco pancho
    henry harry hank heinrich henri enrique hal
    harold harry hal
    george georg jorge jorgen georges giorgio yuri
    paul pablo paolo pavel paulo paulus
    louis lou luis luigi ludwig lewis
    albert al bert alberto
    alfred al fred alf alfredo
    gerald gerry jerry
    jerome jerry
    theodore ted teddy theo
    victor vic viktor
    vladimir vova volodymyr vlad
    elizabeth liz lizzie beth betty betsy eliza lisa elisabeth isabel bess libby
    margaret maggie meg peggy marge margarita margot greta
    catherine kate katie kathy cathy katherine kathryn ekaterina katarina kathleen caterina
    susan sue susie suzanne susanna
    patricia pat patty trish
    barbara barb babs
    jennifer jen jenny
    jessica jess
    deborah deb debbie
    rebecca becky becca
    victoria vicky vicki tori
    alexandra sandra sasha alex
    dorothy dot dottie dolly
    helen elena helena nell
    mary maria marie molly polly
    ann anne anna annie hannah nancy
    eleanor ellie nell nora
    judith judy
    pamela pam
    cynthia cindy
    theresa teresa terry tess
    abraham abe ibrahim
    nathaniel nathan nate
    zachary zach zack
    jacob jake jakob jacques
    joshua josh
    eugene gene evgeny yevgeny
    vincent vince vinny
    walter walt
    clifford cliff
    stanley stan stanislav
    dmitry dima dimitri
    mohammed muhammad mohamed mohammad mehmet mohamad muhammed mohd
    jonathan jon
    benedict benoit benito
    bernard bernie bernhard
    gerard gerry gerhard gerardo
    edward edoardo edvard
    richard ricardus riccardo rick
    eugene evgeni yevgeni eugenius eugenio
    jacqueline jackie
    henrietta heike henrike
    miroslav mirek
    ferdinand dino nando
    christine chris christina
    margaret mairead
    laurence laurenz lorenz
    claire clara chiara klara
    geoffrey jeff
    george gheorghe georgius giorgi jorge
    winifred winnie
    yasser yasir
""")  # fmt: skip


# So many bear it, before other names of theirs, that it tells nobody apart.
MUHAMMAD = NICKNAMES["muhammad"] | {"muhammad"}


def ascii_letters(text: str) -> str:
    """`text` without marks on letters; what is no ASCII letter then stays as it is."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
