"""The record of second readings: written, read again, voided by an edit."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil import terms
from dalil.errors import SourceError, StorageError
from dalil.ingest.review import FILE, Review, read_reviews, stale, write_reviews

PREFIXES = {
    "claim": "https://example.org/claim/",
    "dalil": terms.DALIL,
    "xsd": terms.XSD,
    "ex": "https://e.org/",
}
BASE = "https://example.org/"
KEYS = [f"{n:016x}" for n in (3, 1, 2)]
REVIEWS = {key: Review("2024-05-06", terms.CONFIRMED) for key in KEYS}


def test_nothing_is_reviewed_without_a_file(tmp_path: Path) -> None:
    """An article that nobody has read again has no reviews."""
    assert read_reviews(tmp_path) == {}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Dates and outcomes come back by hash, whatever the order in which they were given."""
    write_reviews(tmp_path, REVIEWS, BASE, PREFIXES)
    assert read_reviews(tmp_path) == REVIEWS
    first = (tmp_path / FILE).read_bytes()
    write_reviews(tmp_path, dict(reversed(REVIEWS.items())), BASE, PREFIXES)
    assert (tmp_path / FILE).read_bytes() == first
    assert b"claim:0000000000000001" in first
    assert [p.name for p in tmp_path.iterdir()] == [FILE]


def test_half_a_review_is_refused(tmp_path: Path) -> None:
    """A review without its date or outcome is told, with the command that records it whole."""
    half = f"<{BASE}claim/1> <{terms.OUTCOME}> <{terms.CONFIRMED}> .\n"
    (tmp_path / FILE).write_text(half, "utf-8")
    with pytest.raises(SourceError, match="reviewedOn") as caught:
        read_reviews(tmp_path)
    assert "dalil review" in caught.value.remedy


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Where the record cannot be written the error names it."""
    (tmp_path / FILE).mkdir()
    with pytest.raises(StorageError, match=FILE):
        write_reviews(tmp_path, REVIEWS, BASE, PREFIXES)


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_a_review_of_what_is_gone_is_stale(reviews: set[str], claims: set[str]) -> None:
    """Exactly the hashes that no claim has any more are voided, sorted."""
    assert stale(reviews, claims) == sorted(reviews - claims)
