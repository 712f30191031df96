"""The language of a text: English unless something plainly speaks against it."""

from __future__ import annotations

import pytest

from factx.reading import language
from factx.reading.article import from_text

TEXTS = {
    "de": "Die Polizei hat am Dienstag in drei Ländern 27 Verdächtige und einen Bäcker festgenommen.",
    "fr": "La police a arrêté mardi 27 personnes dans trois pays et saisi 1,2 million d'euros.",
    "es": "La policía detuvo el martes a 27 personas en tres países e incautó 1,2 millones de euros, según se informó.",
    "it": "La polizia ha arrestato martedì 27 persone in tre paesi e ha sequestrato 1,2 milioni di euro.",
    "pt": "A polícia prendeu na terça-feira 27 pessoas em três países e apreendeu 1,2 milhões de euros.",
    "nl": "De politie heeft dinsdag in drie landen 27 verdachten aangehouden en 1,2 miljoen euro in beslag genomen.",
    "sv": "Polisen grep på tisdagen 27 misstänkta i tre länder och beslagtog 1,2 miljoner euro, enligt ett uttalande.",
    "pl": "Policja zatrzymała we wtorek 27 podejrzanych w trzech krajach i zabezpieczyła 1,2 mln euro.",
    "tr": "Polis salı günü üç ülkede 27 kişiyi gözaltına aldı ve bu operasyon için bir yıl daha çalıştı.",
    "id": "Polisi menangkap 27 orang tersangka di tiga negara pada hari Selasa dan menyita uang yang disimpan.",
    "ru": "Полиция задержала 27 подозреваемых в трёх странах.",
    "uk": "Поліція затримала 27 підозрюваних у трьох країнах.",
    "el": "Η αστυνομία συνέλαβε 27 υπόπτους.",
    "ar": "ألقت الشرطة القبض على 27 مشتبها.",
    "he": "המשטרה עצרה 27 חשודים.",
    "zh": "警方周二在三个国家逮捕了27名嫌疑人。",
    "ja": "警察は火曜日、3カ国で容疑者27人を逮捕した。",
    "ko": "경찰은 화요일 3개국에서 용의자 27명을 체포했다.",
    "hi": "पुलिस ने 27 संदिग्धों को गिरफ्तार किया।",
    "th": "ตำรวจจับกุมผู้ต้องหา 27 คน",
}


@pytest.mark.parametrize(("tag", "text"), TEXTS.items(), ids=TEXTS)
def test_other_languages(tag: str, text: str) -> None:
    assert language.tell(text) == tag
    article = from_text(text, "a")
    assert article.language == tag
    (warning,) = article.warnings
    assert language.name(tag) in warning
    assert article.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 27 people in three countries on Tuesday and seized 1.2 million euros, officials said.",
        "Arrests by country: Germany 12, Spain 4, Italy 7, Benin 54, Mali 3, Niger 5, Ghana 8, Togo 9",
        "Nine held.",
        "27",
        "",
        "The Guardia Civil and the Policía Nacional arrested 27 people in San Sebastián de los Reyes, El País said.",
        "He said «Москва» and 北京 were on the list of 12 cities that the gang had in its notes.",
        "HOUSTON, Texas: Smith, Jones, Brown, Garcia, Miller, Davis, Lopez, Wilson, Moore, Taylor, Lee, White, Clark",
    ],
)
def test_english(text: str) -> None:
    assert language.tell(text) == "en"
    assert from_text(text, "a").warnings == ()


def test_unknown_language() -> None:
    words = "kubi lama tori sagu penlo mikra dunto velsa horu pliga " * 12
    assert language.tell(words) == "und"
    assert "is not English" in from_text(words, "a").warnings[0]


def test_what_the_page_says_counts_where_the_text_is_too_short() -> None:
    assert language.tell("27 Festnahmen", "de") == "de"
    assert language.tell("27 Festnahmen", None) == "en"
    assert language.tell(TEXTS["fr"], "de") == "fr"
    english = "Police arrested 27 people in three countries on Tuesday, and the raids will go on."
    assert language.tell(english, "de") == "en"


@pytest.mark.parametrize(
    ("said", "tag"),
    [("de-AT", "de"), ("EN_us", "en"), ("nb-NO", "no"), ("x", None), ("", None), (None, None), ("english!", None)],
)
def test_tags(said: str | None, tag: str | None) -> None:
    assert language.tag(said) == tag
