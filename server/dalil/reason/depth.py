"""How far a relation leads: what is known of its transitive closure before that is computed."""

from math import isqrt

import numpy as np

from dalil.reason.arrays import Ids, first, missing, second, spans, spread, unique


def outgrows(edges: Ids, most: int) -> bool:
    """Whether the transitive closure of sorted edges has more rows than `most`, as far as can be told soon.

    A shortest path over n edges has n + 1 nodes of which each reaches all later ones: n * (n + 1) / 2 rows
    at least. Looked for from the nodes to which no edge leads, or from the first node where there is none.
    """
    enough = isqrt(2 * most) + 1
    return len(edges) >= enough and _leads(edges, enough)


def _leads(edges: Ids, enough: int) -> bool:
    """Whether some node is so many steps away from where the search begins."""
    starts, ends = unique(first(edges)), unique(second(edges))
    begun = missing(ends, starts)
    frontier = begun if len(begun) else starts[:1]
    seen = np.zeros(int(max(starts[-1], ends[-1])) + 1, np.bool_)
    steps = 0
    while len(frontier) and steps <= enough:
        seen[frontier] = True
        _, places = spread(*spans(edges, frontier))
        reached = unique(second(edges[places]))
        frontier = reached[~seen[reached]]
        steps += 1
    return steps > enough
