"""Values of parameters that name nothing: refused, with the names that may have been meant."""

from pathlib import Path

import pytest

from dalil.base import KnowledgeBase, naming
from dalil.errors import NotFoundError, QueryError
from dalil.files import Project
from dalil.graph.terms import Literal, NamedNode
from dalil.query import catalogue
from tests.base import projects

QUESTION = "where-the-orchard-lies"


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The knowledge base of the orchard."""
    built: Project = projects.built(
        projects.fixture("orchard", tmp_path_factory.mktemp("naming") / "orchard")
    )
    return KnowledgeBase.open(built)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("id:green-vally", "id:green-valley"),
        ("https://elsewhere.example/green-valley", "id:green-valley"),
        ("Green Valley", "id:green-valley"),
    ],
)
def test_an_unknown_value_is_told_with_what_is_spelt_like_it(
    kb: KnowledgeBase, value: str, meant: str
) -> None:
    """A misspelt thing, one under another base, or a name in place of the thing: never an empty answer."""
    example = kb.catalogue.find(QUESTION)
    with pytest.raises(NotFoundError, match="nothing is known of") as caught:
        naming.bind(kb, example, {"place": value})
    assert caught.value.remedy.startswith(f"did you mean {meant}")


def test_a_value_like_none_is_told_where_to_look(kb: KnowledgeBase) -> None:
    """Nothing is offered for what resembles no name."""
    with pytest.raises(NotFoundError) as caught:
        naming.bind(kb, kb.catalogue.find(QUESTION), {"place": "id:q"})
    assert caught.value.remedy == "look for it by name at /search"


def test_known_values_and_freed_parameters_are_bound(kb: KnowledgeBase) -> None:
    """A thing that is mentioned is bound, an empty value frees the parameter, another name is refused."""
    example = kb.catalogue.find(QUESTION)
    assert naming.bind(kb, example, {"place": ""}) == {}
    assert naming.bind(kb, example, {"place": "id:hill-district"}) == {
        "_place": NamedNode(f"{kb.project.base}id/hill-district")
    }
    with pytest.raises(QueryError, match="has no parameter plaice"):
        naming.bind(kb, example, {"plaice": "id:hill-district"})


def test_a_text_may_be_any_text_where_no_thing_is_asked_for(kb: KnowledgeBase, tmp_path: Path) -> None:
    """Only things have to be known: a word that stands nowhere is an answer of no rows."""
    (tmp_path / "holds.rq").write_text("#+ summary:\n#+   en: Holds?\nSELECT ?_word {}\n", "utf-8")
    example = catalogue.example(tmp_path / "holds.rq")
    assert naming.bind(kb, example, {"word": "zzz"}) == {"_word": Literal("zzz")}
