"""Whether every term that the dataset uses can be shown to a reader of each language."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from dalil import terms
from dalil.base.assembly import Knowledge
from dalil.graph.dataset import META
from tests.queries.asking import derived


def test_used_terms_have_one_name_a_language(knowledge: Knowledge) -> None:
    """Each property and class in use, built-in ones too, has one label in each of the project's languages."""
    meta = NamedNode(f"{knowledge.project.base}graph/{META}")
    quads = [quad for quad in derived(knowledge).stored() if quad.graph_name != meta]
    names = set(_names(quads))
    wanted = [(term, tag) for term in sorted(set(_used(quads))) for tag in knowledge.project.languages]
    found = [(subject, tag) for subject, tag, _ in names]
    assert not [pair for pair in wanted if found.count(pair) != 1]


def _used(quads: Iterable[Quad]) -> Iterator[str]:
    for quad in quads:
        yield quad.predicate.value
        if quad.predicate.value == terms.RDF_TYPE and isinstance(quad.object, NamedNode):
            yield quad.object.value


def _names(quads: Iterable[Quad]) -> Iterator[tuple[str, str, str]]:
    """Term, language and text of each label."""
    for quad in quads:
        if quad.predicate.value == terms.RDFS_LABEL and isinstance(quad.object, Literal):
            assert isinstance(quad.subject, NamedNode)
            yield quad.subject.value, quad.object.language or "", quad.object.value
