"""Whether the benchmark of proofs asks what it says."""

from benchmarks.maintain.proofs import measure


def test_proofs_of_the_article_are_timed() -> None:
    """Conclusions, the deepest of them, and what does not hold, each with as many samples as asked for."""
    found = list(measure("article", 10))
    assert [asked.kind for asked in found] == ["a conclusion", "the deepest", "why not"]
    assert [len(asked.seconds) for asked in found] == [10, 10, 10]
    assert min(found[0].steps) >= 1
    assert min(found[1].steps) >= max(found[0].steps)
    assert all(asked.row().count("|") == 10 for asked in found)
