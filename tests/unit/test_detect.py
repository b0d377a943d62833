"""The language of a text: headlines, sentences, scripts, and what gives no sign."""

from __future__ import annotations

import pytest
from newsdesk.language.detect import detect

SENTENCES = (
    ("en", "The harbour was closed on Monday after a storm."),
    ("de", "Der Hafen wurde am Montag nach einem Sturm geschlossen."),
    ("fr", "Le port a été fermé lundi après une tempête."),
    ("es", "El puerto fue cerrado el lunes tras una tormenta."),
    ("it", "Il porto è stato chiuso lunedì dopo una tempesta."),
    ("pt", "O porto foi fechado na segunda-feira após uma tempestade."),
    ("nl", "De haven werd maandag na een storm gesloten."),
    ("pl", "Port został zamknięty w poniedziałek po burzy."),
    ("cs", "Přístav byl v pondělí po bouři uzavřen."),
    ("sk", "Prístav bol v pondelok po búrke uzavretý."),
    ("ru", "Порт был закрыт в понедельник после шторма."),
    ("uk", "Порт було закрито в понеділок після шторму."),
    ("be", "Порт быў зачынены ў панядзелак пасля шторму."),
    ("bg", "Пристанището беше затворено в понеделник след буря."),
    ("sr", "Лука је затворена у понедељак после олује."),
    ("tr", "Liman fırtınadan sonra pazartesi günü kapatıldı."),
    ("sv", "Hamnen stängdes på måndagen efter en storm."),
    ("da", "Havnen blev lukket mandag efter en storm."),
    ("no", "Havnen ble stengt mandag etter en storm."),
    ("fi", "Satama suljettiin maanantaina myrskyn jälkeen."),
    ("hu", "A kikötőt hétfőn egy vihar után lezárták."),
    ("ro", "Portul a fost închis luni după o furtună."),
    ("lt", "Uostas buvo uždarytas pirmadienį po audros."),
    ("lv", "Osta pirmdien pēc vētras tika slēgta."),
    ("et", "Sadam suleti esmaspäeval pärast tormi."),
    ("hr", "Luka je zatvorena u ponedjeljak nakon oluje."),
    ("sl", "Pristanišče so v ponedeljek po neurju zaprli."),
    ("el", "Το λιμάνι έκλεισε τη Δευτέρα."),
    ("ar", "أغلق الميناء يوم الاثنين بعد عاصفة"),
    ("he", "הנמל נסגר ביום שני"),
    ("fa", "بندر پس از توفان دوشنبه بسته شد"),
    ("zh", "港口周一因风暴关闭"),
    ("ja", "港は月曜日に閉鎖された"),
    ("ko", "항구는 월요일에 폐쇄되었다"),
)


@pytest.mark.parametrize(("lang", "text"), SENTENCES)
def test_a_sentence_is_enough(lang: str, text: str) -> None:
    assert detect(text) == lang


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Council meets again over harbour plan"),
        ("de", "Regierung will Hafen schließen"),
        ("fr", "Nouvelle réunion du conseil municipal"),
        ("es", "Nueva reunión del consejo"),
        ("uk", "Рада закрила порт у Мирові"),
        ("be", "Савет зноў збіраецца праз порт"),
    ],
)
def test_a_headline_is_mostly_enough(lang: str, text: str) -> None:
    assert detect(text) == lang


@pytest.mark.parametrize(
    ("text", "lang"), [("", "en"), ("12 – 14 …", "en"), ("Oldport", "en"), ("Озёрск", "ru"), ("Mara Voss", "en")]
)
def test_what_gives_no_sign_falls_back_by_its_script(text: str, lang: str) -> None:
    assert detect(text) == lang


def test_names_of_another_script_do_not_change_the_language() -> None:
    text = "Der Rat von Altwerda tagte am Montag mit Gästen aus Озёрск und Λιμάνι über den Hafen."
    assert detect(text) == "de"


def test_a_quotation_in_another_language_does_not_change_the_language_of_a_long_text() -> None:
    text = SENTENCES[0][1] * 20 + " «" + SENTENCES[10][1] + "» " + SENTENCES[1][1]
    assert detect(text) == "en"
