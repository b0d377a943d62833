"""What gives a language away: frequent words, letters beyond a–z (or beyond the common Cyrillic), frequent word parts.

One row a language. `words` are function words and the verbs of news; `letters` the letters that the language uses
beside its script's common ones; `parts` beginnings and endings of words that are frequent there and rarer elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """Frequent words, own letters, frequent parts of words (two to four letters) of one language."""

    words: frozenset[str]
    letters: frozenset[str]
    parts: tuple[str, ...] = ()


def _row(words: str, letters: str = "", parts: str = "") -> Profile:
    return Profile(frozenset(words.split()), frozenset(letters), tuple(parts.split()))


LATIN: dict[str, Profile] = {
    "en": _row(
        "the of and to in a is that for on was with as by at he it from his are be have has had not this which an "
        "were their they but been who will said after would more when than its or also over about new into up out "
        "could her she we you all if there one two first people between against says his him them these other what",
        "",
        "th ing ed tion ght ck wh ough sh ly ness ment ea ers ou our",
    ),
    "de": _row(
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er "
        "hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur "
        "bis mehr durch man sein wurde sei gegen vom können schon wenn habe seine ihre will dann unter wir soll ich "
        "eines daß",
        "äöüß",
        "sch ung lich keit ein ich ver ge pf tz ieg ßt",
    ),
    "fr": _row(
        "de la le et à les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux "
        "été ses mais ont comme cette elle deux nous leur ou sa était après tout aussi même fait entre être sans ces "
        "on contre ans selon l d c qu s n y très bien peut leurs avant depuis où dont",
        "àâæçéèêëîïôœùûüÿ",
        "eau eux ique tion ment ais oir ée qu aux eil ieu oi uit",
    ),
    "es": _row(
        "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque "
        "esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni "
        "contra otros ese eso ante ellos e esto antes algunos qué unos yo otro es fue son ha han será según tras dijo "
        "años",
        "áéíñóúü¿¡",
        "ción ado ido dad ill ñ aje uer ien ez",
    ),
    "it": _row(
        "di e il la che in a per un è del non i con una le della si da sono al più dei nel come gli alla lo ha anche "
        "delle ma dal ed dalla alle su nella loro se tra ai stato o questo essere questa dopo anni hanno due lui cui "
        "ci quando prima nei sul degli contro suo sua era fra ancora tutti solo",
        "àèéìòù",
        "zione gli che tto zz ità ndo ello cch ia",
    ),
    "pt": _row(
        "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu "
        "sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos "
        "ter seus quem nas me esse eles estão você tinha foram essa num nem suas são segundo disse ano anos",
        "áâãàçéêíóôõú",
        "ção ões nh lh ão dade eiro agem",
    ),
    "nl": _row(
        "de van het een en in is dat op te zijn met voor niet aan er om ook als die dan maar bij door wordt naar "
        "heeft uit nog worden over werd tot hij hun meer zich was haar tegen deze ze zou geen al kan wel onder na wat "
        "dit kunnen hebben moet volgens jaar twee ik je u we of had",
        "ëïéó",
        "ij aa oo ee uur sch heid lijk ge oe",
    ),
    "da": _row(
        "og i at det er en til af på for med den der de som ikke et har fra var kan men om vi han ved jeg blev være "
        "efter også eller havde nu skal være mod hun siger mener mellem over ud hvor når sig end meget blevet ind "
        "have år få selv noget kunne ville hvad",
        "æøå",
        "ede else hed ning eg øj ige lig",
    ),
    "no": _row(
        "og i det er en til av på for med den at som ikke et har de fra var kan men om vi han ved jeg ble være etter "
        "også eller hadde nå skal mot hun sier mener mellom over ut hvor når seg enn mye blitt inn må år få selv noe "
        "kunne ville hva bare sa opp blir",
        "æøå",
        "ette else het øte avn ing øy ske lig ene",
    ),
    "sv": _row(
        "och i att det är en som på för av med till den har de inte om ett han var men sig från vi så kan nu när år "
        "efter också eller hade skulle mot hon säger mellan över ut där vid än mycket blivit in ska blir vara alla "
        "sin sina denna under upp bara vad dem sedan enligt andra",
        "äöå",
        "ing het isk ade skt ör ck",
    ),
    "fi": _row(
        "ja on ei se että oli hän ovat mutta kun myös joka kuin sen tai ole mukaan niin jo vain olla nyt ollut mitä "
        "jos siitä kanssa olisi vielä sitä noin sekä jälkeen vuonna vuoden he hänen ennen eli ne tämä tämän joka "
        "jotka sanoi sanoo suomen pitää kaikki mikä minä mutta voi",
        "äöå",
        "ssa ssä sta lla nen inen ksi tta ään uu kk aan een",
    ),
    "et": _row(
        "ja on ei et see ta oli kui ka mis aga oma kes ning või seda ole selle mida siis välja nii veel kuid olid "
        "ütles pärast aasta tema ma nad nende sest juba eest vastu üle pole saab eesti peab ainult kõik väga enne",
        "äöõüšž",
        "da st le sse mine likk ks õ",
    ),
    "hu": _row(
        "a az és hogy nem is egy volt meg csak már van de ez el mint ki még azt ha után majd kell sem aki lesz "
        "szerint ezt be lehet fel vagy volna most ami minden pedig ő között két magyar mert nagy több amely illetve "
        "új alatt ennek azonban arra óta",
        "áéíóöőúüű",
        "sz gy ny zs ett ban ben nak nek ság ség ly",
    ),
    "ro": _row(
        "de și în a la cu că pe nu din care o să mai un este au fost pentru sunt ca se al ale lui ce sau prin după fi "
        "dar anul cele cei între iar acest această am ei ar spus privind va fiind fost lor sale potrivit către până "
        "când foarte doar s-a într-un unui unei",
        "ăâîșțşţ",
        "ul ului lor ție esc ează are",
    ),
    "pl": _row(
        "w i na z się do nie jest że o to a jak po od za co dla przez są ale oraz był było przed tym tego ma jego już "
        "które który także ze był która czy też być pod tak może nad lub będzie ich roku gdy jej między tylko jako "
        "powiedział zostały została lat latach u bez",
        "ąćęłńóśźż",
        "sz cz rz ów ego ich nie prz ość ski dzi",
    ),
    "cs": _row(
        "a v se na je že o s z do to i ve k za by pro ale jako po které který jsou si od která už byl bylo až podle "
        "také nebo jeho jsem byla své tak před co při však mezi jen ze ještě bude byly jejich může u roku aby kde než "
        "než další řekl proti není",
        "áčďéěíňóřšťúůýž",
        "ou ě ř ů ých ova ní ské",
    ),
    "sk": _row(
        "a v sa na je že o s z do to aj vo k za by pre ale ako po ktoré ktorý sú si od ktorá už bol bolo až podľa "
        "tiež alebo jeho som bola svoje tak pred čo pri však medzi len zo ešte bude boli ich môže u roku aby kde než "
        "ďalšie povedal proti nie sme",
        "áäčďéíĺľňóôŕšťúýž",
        "ia ô ľ ých ova ného ské ť",
    ),
    "sl": _row(
        "in je v na se za da so po z s ki pa ne bi tudi kot iz o ob pri še ter bo bil bila bilo sta do od kar ali ni "
        "ko če njegov med zaradi lahko smo ima bodo leta leto ker proti dejal pred svoje vse več tega že le kako",
        "čšž",
        "ja nje ski ega ost ih ov lj",
    ),
    "hr": _row(
        "i u je na se da za su od s a o kako koji ne što će bi iz do ali kao nije koja to koje bio te samo godine "
        "nakon sve sa prema još već ili pred biti kada jer bila godina rekao također može međutim tijekom protiv "
        "njegov zbog ponovno",
        "čćđšž",
        "ije nje ski ova ih ost lj",
    ),
    "lt": _row(
        "ir kad yra į su iš buvo tai kaip o už dėl apie per bet ne jis po nuo kuris tik taip jau ar jo dar bus iki "
        "bei jie jos prie pagal labai turi gali nėra metų metais metus sako teigė lietuvos tarp prieš šis kuri kurie "
        "jų",
        "ąčęėįšųūž",
        "as is us ų imas oj ant ės io",
    ),
    "lv": _row(
        "un ir ka no ar uz par kas tika bija arī kā lai pēc tā vai gada gadā bet nav to pie kuru šo būs viņš viņa "
        "līdz tās jau tikai vairāk savu kur starp pret latvijas sacīja teica laikā šā ko vēl tie sava dēļ",
        "āčēģīķļņšūž",
        "s as ība ums šan ie ēt āt",
    ),
    "tr": _row(
        "ve bir bu için da de ile olarak çok daha olan gibi en ne var sonra kadar ancak ise oldu dedi göre her o "
        "değil olduğunu ya ama yeni büyük iki türkiye tarafından olduğu eden ben mi biz son üzerinde önce içinde diye "
        "karşı yıl yılında etti şöyle",
        "çğıöşüâî",
        "lar ler nda ında yor ğı mek mak dır",
    ),
    "ca": _row(
        "de la i el que a les en per un els del és una amb no al es ha més ho va com però aquest aquesta són seva seu "
        "han entre també sobre ser fins qui quan fer pel dels des anys després molt ja va segons contra",
        "àçèéíïòóúü·",
        "ció tat eix ny ls",
    ),
    "sq": _row(
        "të e në i dhe për me se një nga që është u nuk ka si do kanë më ky kjo tha ishte por ai kjo janë pas edhe "
        "duke gjatë mund vitin shqipëri ndaj kur ose",
        "ëç",
        "shq jt ë nj gj",
    ),
    "id": _row(
        "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena adalah telah oleh ada kata saat "
        "tersebut bisa sebagai mereka para atau lebih tahun sudah kami hari dia saya seperti",
        "",
        "kan ang nya men ber per",
    ),
    "vi": _row(
        "và của là có trong được cho không với các một người đã này những khi đến để từ về năm ông tại cũng sẽ nhiều "
        "ra",
        "ăâđêôơưàảãạằẳẵặầẩẫậèẻẽẹềểễệìỉĩịòỏõọồổỗộờởỡợùủũụừửữựỳỷỹỵáấắéếíóốớúứý",
        "ng nh th ch tr",
    ),
}

CYRILLIC: dict[str, Profile] = {
    "ru": _row(
        "и в не на что с по он как к это из у за от о для его же но а был так все до бы также если может было при "
        "после она они только когда уже или этого быть которые который где ее их году сказал между со была были более "
        "том этом во лет того нет россии время года",
        "ыэёъщи",
        "ого ние ой ый ать ться ск ии ется ает из-за",
    ),
    "uk": _row(
        "і в не на що з до у та за це як є про від для його але а був так все також якщо може було при після вона "
        "вони тільки коли вже або цього бути які який де її їх році сказав між зі була були більше тому цьому щоб "
        "років час україни й під час року",
        "іїєґщи'’ʼ",
        "ого ння ій ти ськ ість ії",
    ),
    "be": _row(
        "і ў не на што з да у па як гэта з за ад аб для яго але а быў так усе таксама калі можа было пры пасля яна "
        "яны толькі ужо або гэтага быць якія які дзе яе іх годзе сказаў паміж са была былі больш таму гэтым каб гадоў "
        "час беларусі года ці",
        "іўыэё'’ʼ",
        "ага нне аў дз ць ск цц",
    ),
    "bg": _row(
        "и в на не се че за да от е са с по като до това но ще при които който след той им тази го както беше или "
        "само има един те още между през през бъде също му една може към тя около според години година заяви обяви "
        "няма българия преди без срещу",
        "ъщи",
        "ът та то ият ване ите ск",
    ),
    "sr": _row(
        "и у је на се да за су од с а о како који не што ће би из до али као није која то које био те само године "
        "након све са према још већ или пред бити када јер била година рекао може међутим против његов због поново "
        "луци",
        "ђјљњћџи",
        "ије ње ски ова их",
    ),
    "mk": _row(
        "и во на не се дека за да од е се со по како до тоа но ќе при кои кој после тој им оваа го или само има еден "
        "тие меѓу преку исто му една може кон таа според години година изјави нема македонија пред без против",
        "ѓќѕјљњџи",
        "от та то ите ње",
    ),
    "kk": _row("және мен бұл бір үшін деп да де бар еді болып қазақстан туралы жылы ол", "әіңғүұқөһ", "дың ған"),
}
