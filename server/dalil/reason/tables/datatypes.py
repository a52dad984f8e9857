"""Table 8: the semantics of datatypes.

dt-eq makes literals of one value share a representative (`equality`), dt-not-type and dt-diff are looked
for at the end (`contradictions`), dt-type2 puts literals into the datatypes that rules ask for (`literals`).
"""

from collections.abc import Iterator

from dalil.reason import vocabulary as v
from dalil.reason.rules import Rule, T, rule


def compiled() -> Iterator[Rule]:
    """dt-type1."""
    for datatype in v.DATATYPES:
        yield rule("dt-type1", T(datatype, v.TYPE, v.DATATYPE), ())
