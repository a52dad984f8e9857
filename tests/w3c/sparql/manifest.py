"""The W3C's SPARQL tests, as the published manifests describe them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from dalil.graph.terms import Term, value
from dalil.terms import RDF_FIRST, RDF_NIL, RDF_REST, RDF_TYPE

MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
SD: Final = "http://www.w3.org/ns/sparql-service-description#"


_ORDERED: Final = re.compile(r"\border\s+by\b", re.IGNORECASE)


SPECIFICATIONS: Final = {
    "ProtocolTest": "SPARQL 1.1 Protocol",
    "GraphStoreProtocolTest": "SPARQL 1.1 Graph Store HTTP Protocol (reading)",
    "ServiceDescriptionTest": "SPARQL 1.1 Service Description",
    "csv-tsv-res": "SPARQL 1.1 Results in CSV and TSV",
    "json-res": "SPARQL 1.1 Results in JSON",
    "syntax-fed": "SPARQL 1.1 Federated Query",
}
"""Type or folder of tests that are not of the query language itself → what they are of."""


@dataclass(frozen=True)
class Case:
    """One test: its IRI, the local name of its type, its manifest, and the node of what is done."""

    iri: str
    kind: str
    manifest: Store
    action: Term

    @property
    def name(self) -> str:
        """Folder and local name, by which a person knows it."""
        document, _, name = self.iri.partition("#")
        return f"{document.split('/')[-2]}-{name}"

    @property
    def asked(self) -> str:
        """What of the test is asked: all of it, or of a test of the graph store only the reads."""
        return f"{self.kind}-reading" if self.kind == "GraphStoreProtocolTest" else self.kind

    @property
    def suite(self) -> str:
        """The specification that the test is about, by its name."""
        folder = self.iri.partition("#")[0].split("/")[-2]
        if found := SPECIFICATIONS.get(self.kind) or SPECIFICATIONS.get(folder):
            return found
        return (
            f"SPARQL {'1.0' if '/data-r2/' in self.iri else '1.1' if 'sparql11' in self.iri else '1.2'} Query"
        )

    @property
    def query(self) -> Path:
        """The file of the query."""
        found = values(self.manifest, self.action, QT + "query") or [self.action]
        return path(value(found[0]))

    @property
    def text(self) -> str:
        """The query, behind the base that its document has."""
        return f"BASE <{self.query.as_uri()}>\n{self.query.read_text('utf-8')}"

    @property
    def data(self) -> list[str]:
        """IRIs of the files that are the default graph."""
        return [value(each) for each in values(self.manifest, self.action, QT + "data")]

    @property
    def graphs(self) -> list[str]:
        """IRIs of the files that are the named graphs."""
        return [value(each) for each in values(self.manifest, self.action, QT + "graphData")]

    @property
    def result(self) -> Path:
        """The file of the expected result."""
        return path(value(self.of("result")[0]))

    @property
    def is_lax(self) -> bool:
        """Whether repeated solutions may be missing from the result."""
        return [value(each) for each in self.of("resultCardinality")] == [MF + "LaxCardinality"]

    @property
    def is_ordered(self) -> bool:
        """Whether the query orders its solutions, not only those of a query within."""
        return _ORDERED.search(self.text.rpartition("}")[2]) is not None

    @property
    def concern(self) -> str:
        """What the test is about: `query`, or what a server in plain mode does not do."""
        if "Update" in self.kind or value(self.action).endswith(".ru"):
            return "update"
        if values(self.manifest, self.action, SD + "entailmentRegime"):
            return "entailment"
        federated = NamedNode(SD + "BasicFederatedQuery") in self.of("feature")
        return "federation" if federated else "query"

    def of(self, name: str) -> list[Term]:
        """The objects of a property of the test vocabulary."""
        return values(self.manifest, NamedNode(self.iri), MF + name)


def cases(document: Path) -> Iterator[Case]:
    """The tests of a manifest and of those that it includes, in their order."""
    manifest = Store()
    manifest.load(path=document, format=RdfFormat.TURTLE, base_iri=document.as_uri())
    for head in manifest.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(MF + "Manifest")):
        for listed in values(manifest, head.subject, MF + "include"):
            for included in items(manifest, listed):
                yield from cases(path(value(included)))
        for listed in values(manifest, head.subject, MF + "entries"):
            yield from (_case(manifest, each) for each in items(manifest, listed))


def path(iri: str) -> Path:
    """The file of a `file:` IRI."""
    return Path(unquote(urlsplit(iri).path))


def values(manifest: Store, subject: Term, predicate: str) -> list[Term]:
    """The objects of a subject and a property; none for a literal."""
    if not isinstance(subject, NamedNode | BlankNode):
        return []
    return [quad.object for quad in manifest.quads_for_pattern(subject, NamedNode(predicate), None)]


def items(manifest: Store, head: Term) -> Iterator[Term]:
    """The members of an RDF list."""
    while head != NamedNode(RDF_NIL):
        yield values(manifest, head, RDF_FIRST)[0]
        head = values(manifest, head, RDF_REST)[0]


def text_of(term: Term) -> str:
    """The text of a literal. Raises TypeError for another term."""
    if not isinstance(term, Literal):
        raise TypeError(f"{term} is no literal")
    return term.value


def _case(manifest: Store, test: Term) -> Case:
    kind = value(values(manifest, test, RDF_TYPE)[0]).removeprefix(MF)
    action = values(manifest, test, MF + "action") or [test]
    return Case(value(test), kind, manifest, action[0])
