"""The knowledge base that is served: one generation of a project, for reading."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, partial
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from dalil import files
from dalil.base import labels, plain
from dalil.base.explanation import Explainer
from dalil.base.fingerprint import is_built_from
from dalil.base.grounds import GROUNDS, FileGrounds, ProjectGrounds, places
from dalil.base.labels import Label
from dalil.base.language import preference
from dalil.base.search import Index
from dalil.base.telling import Names
from dalil.errors import RefusedError
from dalil.files import Project
from dalil.graph import generation, ntriples
from dalil.graph.dataset import META, PARTS, Layout, part_iri
from dalil.graph.evaluate import EVERYTHING, Answer, Row, Scope
from dalil.graph.generation import Generation
from dalil.graph.parse import read_text
from dalil.graph.serialise import serialise
from dalil.graph.snapshot import Snapshot
from dalil.graph.terms import Literal, NamedNode, Term, Triple, value
from dalil.query import catalogue, worker
from dalil.query.catalogue import Catalogue
from dalil.query.job import Job
from dalil.query.protocol import refuse_federation
from dalil.reason.limits import Limits
from dalil.reason.proof import Statement
from dalil.terms import ASSERTED, PHRASE

MOST = 250_000
"""Triples in files that are closed, so that they can be proved, while somebody waits for the answer."""
_PATIENCE = Limits(rows=1 << 21, steps=1 << 26, memory=lambda: 1 << 29)
"""How far they are closed."""
UNBOUND: Mapping[str, Term] = MappingProxyType({})


class KnowledgeBase:
    """A generation with its project: what pages and endpoints read."""

    def __init__(self, project: Project, made: Generation) -> None:
        self.project = project
        self.generation = made.id
        self.manifest = made.manifest
        self._made = made
        self.folder: Path = made.folder
        layout = Layout.of(project.base, project.prefixes, made.manifest)
        self._snapshot = Snapshot(made.open(), layout)

    @classmethod
    def open(cls, project: Project) -> "KnowledgeBase":
        """The current generation of the project. Raises NotBuiltError."""
        return cls(project, generation.current(project.var))

    @property
    def is_current(self) -> bool:
        """Whether no newer generation has been committed since."""
        return generation.current_id(self.project.var) == self.generation

    @cached_property
    def catalogue(self) -> Catalogue:
        """The example queries as they were when the generation was built."""
        return catalogue.load(self._made.questions)

    def query(self, text: str, bindings: Mapping[str, Term] = UNBOUND, scope: Scope | None = None) -> Answer:
        """The answer to a SPARQL query; `scope` is the dataset that the protocol asks for.

        Raises QueryError, and RefusedError for one that would ask another server.
        """
        refuse_federation(text)
        return self._snapshot.query(text, bindings, scope)

    def answer(self, job: Job) -> tuple[str, bytes]:
        """Kind and bytes of the answer to a job, evaluated in this process.

        Raises QueryError, RefusedError, TooLargeError.
        """
        sink = BytesIO()
        found = worker.evaluate(self._snapshot, job)
        worker.write(found, job, sink, self.project.prefixes)
        return found.kind, sink.getvalue()

    def page(self, name: str, bindings: Mapping[str, Term] = UNBOUND) -> list[Row]:
        """The solutions of queries/pages/<name>.rq, its parameters bound."""
        return self.query(_page(name), bindings, EVERYTHING).rows()

    def label(self, iri: str, languages: Sequence[str]) -> Label:
        """The name of a thing or a term for a reader of those languages, the preferred first."""
        rows = self.page("labels", {"_thing": NamedNode(iri)})
        found = [(value(row["property"]), row["label"]) for row in rows]
        literals = [(name, label) for name, label in found if isinstance(label, Literal)]
        return labels.choose(literals, languages, iri)

    def phrase(self, iri: str, language: str) -> str:
        """How the ontology says statements with that predicate in a language; empty where it does not."""
        found = (t.object for t in self.triples_about(iri) if t.predicate.value == PHRASE)
        return next((p.value for p in found if isinstance(p, Literal) and p.language == language), "")

    def names(self, language: str) -> Names:
        """What things and statements are called in a language."""
        label = partial(self.label, languages=preference(language))
        return Names(label, partial(self.phrase, language=language))

    @cached_property
    def name_index(self) -> Index:
        """The names of things and terms, to be searched."""
        return self._index("names")

    @cached_property
    def sentence_index(self) -> Index:
        """The sentences of the articles, to be searched."""
        return self._index("sentences")

    def _index(self, page: str) -> Index:
        """The texts that a page's query finds, each with the IRI it leads to."""
        found = ((value(row["iri"]), row["text"]) for row in self.page(page))
        return Index((iri, text) for iri, text in found if isinstance(text, Literal))

    @cached_property
    def explainer(self) -> Explainer:
        """What says why triples hold: the premises, closed anew when the first is asked about.

        Raises RefusedError for files that are too large to be closed while somebody waits.
        """
        return self._explainer_of_files() if self.is_plain else self._explainer_of_project()

    def _explainer_of_files(self) -> Explainer:
        if self._size > MOST:
            raise RefusedError(
                f"proofs are found among {MOST:,} triples at most, and these are {self._size:,}",
                remedy="serve fewer files; `dalil close FILE --explain` proves the contradictions of more",
            )
        return Explainer(list(self._snapshot.default()), FileGrounds(self._files_of), {}, _PATIENCE)

    def _files_of(self, statement: Statement) -> list[str]:
        """The graphs of files that state a triple; a graph that a file names itself comes last."""
        (triple,) = ntriples.read_ntriples(f"{statement} .")
        found = self._snapshot.holders(triple)
        return sorted(found, key=lambda iri: iri not in self.graphs)

    def _explainer_of_project(self) -> Explainer:
        parts = {part: self.graph(part_iri(self.project.base, part)) for part in GROUNDS}
        asserted: defaultdict[Statement, list[str]] = defaultdict(list)
        doubted: defaultdict[Statement, list[str]] = defaultdict(list)
        for row in self.page("claims-by-triple", UNBOUND):
            said = Statement(*(ntriples.text(row[name]) for name in ("subject", "predicate", "object")))
            found = asserted if value(row["stance"]) == ASSERTED else doubted
            found[said].append(value(row["claim"]))
        lines = places(self.project) if is_built_from(self.generation, self.project) else {}
        grounds = ProjectGrounds(self.project.base, parts, _tuples(asserted), lines)
        premises = [triple for part in GROUNDS for triple in parts[part]]
        return Explainer(premises, grounds, _tuples(doubted))

    def triples_about(self, iri: str) -> list[Triple]:
        """The triples of the default graph whose subject is that IRI or a blank node below it."""
        return self._snapshot.about(iri)

    def akin(self, statement: Statement) -> list[Statement]:
        """What else holds of the subject of a statement by the same predicate."""
        about = (Statement(*map(ntriples.text, t)) for t in self.triples_about(statement.subject[1:-1]))
        return [said for said in about if said[:2] == statement[:2] and said != statement]

    @property
    def is_plain(self) -> bool:
        """Whether these are RDF files served as they are, without claims and reasoning."""
        return plain.MARK in self.manifest

    @property
    def graphs(self) -> tuple[str, ...]:
        """IRIs of the graphs that the description of the service lists: not claims, nor graphs in files."""
        if self.is_plain:
            return tuple(self.manifest["graphs"])
        return tuple(part_iri(self.project.base, name) for name in (*PARTS, META))

    def has_graph(self, iri: str) -> bool:
        """Whether a named graph bears that IRI."""
        return iri in self._snapshot.known

    @cached_property
    def meta(self) -> list[Triple]:
        """The description of the dataset: VoID, and where it came from."""
        if not self.is_plain:
            return self.graph(part_iri(self.project.base, META))
        return plain.describe(self.project.base, self.graphs, self._size)

    @cached_property
    def _size(self) -> int:
        """How many triples the default graph has."""
        return int(value(self.page("size")[0]["count"]))

    def graph(self, iri: str) -> list[Triple]:
        """The triples of a named graph; empty where there is none of that name."""
        return self._snapshot.graph(iri)

    def dump(self, name: str) -> Path:
        """The file of a dump, one of `dumps.NAMES`. Raises NotBuiltError where it is gone."""
        if self.is_plain:
            return plain.dump(self._made, self._snapshot, name, self.project.prefixes)
        return self._made.dump(name)

    def export(self, ending: str) -> bytes:
        """The whole dataset by file ending, sorted.

        With the named graphs in nq and trig, else the default graph alone.
        """
        if ending in {"nq", "trig"}:
            return serialise(self._snapshot.export(), ending, self.project.prefixes)
        return serialise(self._snapshot.default(), ending, self.project.prefixes)


@cache
def _page(name: str) -> str:
    return read_text(files.page(name))


def _tuples(lists: Mapping[Statement, list[str]]) -> dict[Statement, tuple[str, ...]]:
    return {statement: tuple(found) for statement, found in lists.items()}
