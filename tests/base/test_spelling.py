"""Spelling as people search: what counts as one, and where it stood in the text."""

import pytest

from dalil.base.spelling import fold, without_article, without_particles


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("الإرهاب", "الارهاب"),
        ("القاعدة", "القاعده"),
        ("الأُمَمُ المُتَّحِدَة", "الامم المتحده"),
        ("مسؤول", "مسوول"),
        ("هيئات", "هييات"),
        ("مستشفى", "مستشفي"),
        ("دولـــي", "دولي"),
        ("کتابی", "كتابي"),
        ("قرار ٢٤٦٢", "قرار 2462"),
        ("۲۴۶۲", "2462"),
        ("آل ٱلبيت", "ال البيت"),
        ("Résolution", "RESOLUTION"),
        ("goTravel", "gotravel"),
        ("Al-Qaida", "al qaida"),
        ("“داعش”\u200f،", "داعش"),
        ("«ﻻ»", "لا"),
    ],
)
def test_spellings_of_one_word_are_compared_as_one(written: str, searched: str) -> None:
    """Hamza, final ya, ta marbuta, marks, tatweel, digits, case, accents, punctuation: no difference."""
    assert fold(written).words == fold(searched).words


@pytest.mark.parametrize("pair", [("علم", "عمل"), ("كل", "قل"), ("سماء", "سما"), ("2462", "2463")])
def test_other_words_stay_apart(pair: tuple[str, str]) -> None:
    """Letters that are none of these are never exchanged."""
    assert fold(pair[0]).text != fold(pair[1]).text


def test_each_character_knows_where_it_stood() -> None:
    """Marks count with the letter before them: the places cut the text as written into the same letters."""
    written = "«الأُمَم»"
    folded = fold(written)
    assert folded.text == " الامم "
    start = folded.text.index("م")
    assert written[folded.places[start] : folded.places[start + 1]] == "مَ"
    assert folded.places[-1] == len(written)


@pytest.mark.parametrize(
    ("word", "article", "particles"),
    [
        ("الارهاب", "ارهاب", "ارهاب"),
        ("للارهاب", "ارهاب", "ارهاب"),
        ("وبالقاعده", "قاعده", "قاعده"),
        ("كتمويل", "كتمويل", "تمويل"),
        ("ولتمويل", "ولتمويل", "تمويل"),
        ("وفد", "وفد", "وفد"),
        ("الله", "الله", "الله"),
        ("land", "land", "land"),
    ],
)
def test_article_and_particles_come_off_words_long_enough(word: str, article: str, particles: str) -> None:
    """Three letters always remain, so that a short word is not taken apart."""
    assert (without_article(word), without_particles(word)) == (article, particles)
