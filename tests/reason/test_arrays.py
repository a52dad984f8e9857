"""Sorted arrays do what sets of integers and of pairs do."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dalil.reason import arrays
from dalil.reason.arrays import Ids
from dalil.reason.equality import Equality, Link
from dalil.reason.runs import Runs

numbers = st.lists(st.integers(0, 30))
pairs = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)))


def ids(values: list[int]) -> Ids:
    """The values as they are."""
    return np.array(values, np.int64)


def rows(found: list[tuple[int, int]]) -> Ids:
    """The rows of pairs, sorted."""
    return arrays.unique(arrays.pack(ids([s for s, _ in found]), ids([o for _, o in found])))


@given(numbers)
def test_unique_is_a_sorted_set(values: list[int]) -> None:
    """Any order and any repetition comes out sorted, each once; what is repeated comes out alone."""
    assert arrays.unique(ids(values)).tolist() == sorted(set(values))
    assert arrays.repeated(ids(values)).tolist() == sorted({v for v in values if values.count(v) > 1})


@given(numbers, numbers)
def test_missing_and_merged_are_difference_and_union(one: list[int], other: list[int]) -> None:
    """What is missing from the one, merged with it, is both."""
    known = arrays.unique(ids(one))
    fresh = arrays.missing(known, arrays.unique(ids(other)))
    assert fresh.tolist() == sorted(set(other) - set(one))
    assert arrays.merged(known, fresh).tolist() == sorted({*one, *other})
    assert arrays.contains(known, ids(other)).tolist() == [value in one for value in other]


@given(st.lists(numbers))
def test_runs_are_one_set(additions: list[list[int]]) -> None:
    """Whatever is added, the runs together hold each row once and are found in order when they are joined."""
    runs = Runs(arrays.NONE)
    known: set[int] = set()
    for values in additions:
        runs.add(ids(sorted(set(values) - known)))
        known |= set(values)
        assert len(runs) == len(known)
        assert runs.hold(ids(list(range(31)))).tolist() == [value in known for value in range(31)]
    assert runs.whole().tolist() == sorted(known)


@given(pairs)
def test_rows_are_pairs(found: list[tuple[int, int]]) -> None:
    """Subject and object come out of a row as they went in; swapping exchanges them."""
    packed = rows(found)
    back = list(zip(arrays.first(packed).tolist(), arrays.second(packed).tolist(), strict=True))
    assert back == sorted(set(found))
    assert arrays.swapped(packed).tolist() == rows([(o, s) for s, o in found]).tolist()


@given(pairs, numbers)
def test_spans_find_each_object_of_each_key(found: list[tuple[int, int]], keys: list[int]) -> None:
    """Spreading the spans of keys gives what a loop over keys and pairs gives."""
    packed = rows(found)
    owners, places = arrays.spread(*arrays.spans(packed, ids(keys)))
    objects = arrays.second(packed[places]).tolist()
    looped = [(n, o) for n, key in enumerate(keys) for s, o in sorted(set(found)) if s == key]
    assert list(zip(owners.tolist(), objects, strict=True)) == looped


@given(numbers)
def test_groups_begin_where_values_change(values: list[int]) -> None:
    """The values of groups are the distinct ones, and each begins at its first place."""
    ordered = sorted(values)
    found, begins = arrays.groups(ids(ordered))
    assert found.tolist() == sorted(set(values))
    assert begins.tolist() == [ordered.index(value) for value in sorted(set(values))]


@given(st.lists(pairs, max_size=4), st.sets(st.integers(0, 9)))
def test_equality_is_connection(steps: list[list[tuple[int, int]]], literals: set[int]) -> None:
    """After any steps, terms share a name just when pairs connect them; no literal stands for others."""
    equality = Equality(np.array([2 * (term in literals) for term in range(10)]))
    classes = [{term} for term in range(10)]
    for step in filter(None, steps):
        equality.unite([Link("eq", ids([s for s, _ in step]), ids([o for _, o in step]))])
        for pair in step:
            joined = set().union(*(c for c in classes if c & set(pair)))
            classes = [c for c in classes if not c & joined] + [joined]
    for members in classes:
        names = {int(equality.names[term]) for term in members}
        assert len(names) == 1
        assert names <= members
        assert names <= (members - literals or members)
    several = [sorted(c) for c in classes if len(c) > 1]
    found = equality.classes()
    assert sorted(sorted(found.of(leader)) for leader in found.leaders.tolist()) == sorted(several)
