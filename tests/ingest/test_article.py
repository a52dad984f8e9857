"""An article: its record, its sections and sentences, and what is refused."""

from pathlib import Path

import pytest

from dalil import terms
from dalil.errors import AnchorError, DalilError, SourceError
from dalil.graph.terms import Literal, NamedNode, integer, triple
from dalil.ingest.article import describe, read_article
from tests.ingest.texts import RECORD, TEXT, article, folder

SECOND = RECORD.splitlines()[-1]


def refused(place: Path, text: str = TEXT, record: str = RECORD) -> DalilError:
    """The error that reading such an article raises."""
    with pytest.raises((SourceError, AnchorError)) as caught:
        article(place, text, record)
    assert caught.value.file
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    return caught.value


def test_sections_run_from_heading_to_heading(tmp_path: Path) -> None:
    """Each section begins at its heading and ends where the next begins; together they are the text."""
    found = article(tmp_path)
    assert [s.number for s in found.sections] == [0, 1]
    assert [found.quote(s.heading) for s in found.sections] == ["Storm over the bay", "Ships"]
    assert "".join(found.quote(s.span) for s in found.sections) == TEXT


def test_sentences_are_numbered_through_the_article(tmp_path: Path) -> None:
    """Headings count as sentences; each sentence knows its section."""
    found = article(tmp_path)
    assert [(s.number, s.section.number, s.is_heading) for s in found.sentences] == [
        (1, 0, True),
        (2, 0, False),
        (3, 0, False),
        (4, 1, True),
        (5, 1, False),
    ]
    assert found.sentences[2].iri == "https://example.org/article/storm#sentence-3"


def test_every_position_belongs_to_the_sentence_before_it(tmp_path: Path) -> None:
    """A position inside a sentence, or in the white space after it, finds that sentence."""
    found = article(tmp_path)
    for sentence in found.sentences:
        for position in range(*sentence.span):
            assert found.sentence_at(position) == sentence
        assert found.sentence_at(sentence.span[1]) == sentence
    assert found.sentence_at(0) == found.sentences[0]


def test_its_description_has_the_text_of_each_sentence(tmp_path: Path) -> None:
    """The published article holds the record, the places of sections, the words of sentences."""
    found = article(tmp_path)
    described = set(describe(found))
    assert set(found.record) <= described
    node = NamedNode(found.sentences[1].iri)
    assert triple(node, terms.TEXT, Literal("The ferry did not sail.", language="en")) in described
    assert triple(node, terms.START, integer(TEXT.index("The ferry"))) in described
    assert triple(NamedNode(found.sections[1].iri), terms.END, integer(len(TEXT))) in described


def test_boilerplate_is_known(tmp_path: Path) -> None:
    """A section that is marked as boilerplate is no content."""
    record = RECORD.replace('"Ships" .', '"Ships" ; dalil:boilerplate true .')
    assert [s.boilerplate for s in article(tmp_path, record=record).sections] == [False, True]


def test_a_changed_source_is_refused(tmp_path: Path) -> None:
    """One byte more in the source, a carriage return even, and the record no longer describes it."""
    place = folder(tmp_path)
    (place / "source.txt").write_bytes(TEXT.encode() + b"\r")
    with pytest.raises(SourceError, match="SHA-256") as caught:
        read_article(place)
    assert caught.value.file == str(place / "source.txt")
    assert "restore the text" in caught.value.remedy


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Ships"', '"Boats"', "is 0 lines of the text"),
        ('"Ships"', '"ships"', "is 0 lines of the text"),
        ('"Storm over the bay"', '"Ships"', "no section that begins with the first line"),
        ('dalil:sourceFile "source.txt" ;', "", "0 times"),
        ('dalil:sha256 "', 'dalil:sha256 "abc", "', "2 times"),
        ("a dalil:Article", "a dalil:Text", "dalil:Article"),
        ("dalil:number 1", 'dalil:number "one"', "dalil:number «one»"),
        ("dalil:number 1", "dalil:number -1", "dalil:number «-1»"),
        ("dalil:number 1", "dalil:number " + "9" * 5000, "dalil:number «999"),
        ('"source.txt"', '"../storm/source.txt"', "no file of its folder"),
        ('"source.txt"', '"/dev/zero"', "no file of its folder"),
        ('dcterms:language "en"', 'dcterms:language "English!"', "no language tag"),
        ('dcterms:language "en"', 'dcterms:language ""', "no language tag"),
        ("article:storm a", "[] a", "without a name"),
        ("<https://example.org/article/storm#section-1> a", "[] a", "without a name"),
        (SECOND, "", ""),
    ],
    ids=[
        "absent",
        "case",
        "first",
        "file",
        "digest",
        "class",
        "word",
        "negative",
        "huge",
        "elsewhere",
        "device",
        "language",
        "no-language",
        "anonymous",
        "blank",
        "ok",
    ],
)
def test_an_incomplete_record_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    """What the record lacks, repeats or misspells is named; without the second section all is well."""
    record = RECORD.replace(old, new)
    assert record != RECORD
    if said:
        assert said in refused(tmp_path, record=record).message
    else:
        assert len(article(tmp_path, record=record).sections) == 1


def test_a_heading_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """A heading that is two lines of the text marks no place."""
    assert "is 2 lines" in refused(tmp_path, TEXT + "\nShips\n").message


def test_two_sections_with_one_heading_are_refused(tmp_path: Path) -> None:
    """Two sections cannot begin at one line."""
    record = RECORD + SECOND.replace("section-1", "section-2")
    assert "two sections" in refused(tmp_path, record=record).message


def test_a_text_without_its_first_heading_is_refused(tmp_path: Path) -> None:
    """Words above the first heading would lie in no section and be missed by every count."""
    assert "first line" in refused(tmp_path, "An advertisement.\n" + TEXT).message


@pytest.mark.parametrize("content", [b"", b"\xff\xfe"], ids=["empty", "latin-1"])
def test_a_source_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    """A source that is empty or not UTF-8 is refused, by its own name or its record's."""
    place = folder(tmp_path)
    (place / "source.txt").write_bytes(content)
    with pytest.raises(SourceError):
        read_article(place)


def test_a_missing_source_is_refused(tmp_path: Path) -> None:
    """A folder without its source, or with a folder in its place, is told by the file's name."""
    place = folder(tmp_path)
    (place / "source.txt").unlink()
    with pytest.raises(SourceError, match=r"source\.txt: cannot be read"):
        read_article(place)
    (place / "source.txt").mkdir()
    with pytest.raises(SourceError, match=r"source\.txt: cannot be read"):
        read_article(place)
