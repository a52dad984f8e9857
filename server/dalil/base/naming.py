"""The values of a question's parameters, and what a reader may have meant who gives one that is not known."""

from collections.abc import Mapping

from dalil.base.knowledge import KnowledgeBase
from dalil.errors import NotFoundError
from dalil.graph.terms import NamedNode, Term
from dalil.query.catalogue import Example

_NEAR = 3
"""Names that are offered in place of one that is not known."""


def bind(kb: KnowledgeBase, example: Example, given: Mapping[str, str]) -> dict[str, Term]:
    """Variable name → term for the values given and the defaults of the question.

    Raises QueryError for a parameter that the question does not have, and NotFoundError for a value that
    names nothing: an IRI that no triple mentions, or a text where the default is an IRI.
    """
    prefixes = kb.project.prefixes
    bindings, usual = example.bindings(given, prefixes), example.bindings({}, prefixes)
    for name in given:
        term = bindings.get(f"_{name}")
        if isinstance(term, NamedNode):
            require_known(kb, term.value)
        elif term is not None and isinstance(usual.get(f"_{name}"), NamedNode):
            raise _unknown(given[name], kb, [hit.iri for hit in kb.name_index.find(given[name])])
    return bindings


def require_known(kb: KnowledgeBase, iri: str) -> None:
    """Raise NotFoundError for an IRI that no triple mentions."""
    if not kb.page("mentions", {"_term": NamedNode(iri)}):
        raise unknown(kb, iri)


def unknown(kb: KnowledgeBase, iri: str) -> NotFoundError:
    """The error for an IRI of which nothing is known, with those that are spelt nearly so."""
    return _unknown(kb.project.short(iri), kb, kb.name_index.spelt_like(iri))


def _unknown(name: str, kb: KnowledgeBase, near: list[str]) -> NotFoundError:
    meant = ", ".join(map(kb.project.short, near[:_NEAR]))
    return NotFoundError(
        f"nothing is known of {name}",
        remedy=f"did you mean {meant}? /search finds others" if meant else "look for it by name at /search",
    )
