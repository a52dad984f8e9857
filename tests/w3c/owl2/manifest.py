"""The OWL 2 test cases of the W3C, as the published manifest describes them."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from dalil.graph.terms import Term, value
from dalil.terms import RDF_TYPE
from tests.w3c.owl2 import functional

TEST: Final = "http://www.w3.org/2007/OWL/testOntology#"
RL: Final = NamedNode(TEST + "RL")
RDF_BASED: Final = NamedNode(TEST + "RDF-BASED")
_SINGLE_QUOTED: Final = re.compile(r"(<!ENTITY\s+\S+\s+)'([^']*)'")


@dataclass(frozen=True)
class Case:
    """One test case: its IRI, the local names of its types (an IRI where foreign), and its manifest."""

    iri: str
    types: frozenset[str]
    manifest: Store

    @property
    def name(self) -> str:
        """The last part of its IRI, by which a person knows it."""
        return self.iri.rpartition("/")[2]

    def graph(self, role: str) -> frozenset[Triple]:
        """The triples of an ontology of the case; `role` is Premise, Conclusion or NonConclusion.

        With a premise come the ontologies that it imports, which the manifest holds too.
        """
        found = _ontology(self.manifest, NamedNode(self.iri), role)
        if role != "Premise":
            return frozenset(found)
        imports = _values(self.manifest, NamedNode(self.iri), "importedOntology")
        brought = (_ontology(self.manifest, each, "Input") for each in imports if isinstance(each, NamedNode))
        return frozenset(found).union(*brought)

    def texts(self, role: str) -> dict[str, str]:
        """Syntax (`rdfXml`, `fs`) → the text of that ontology in it."""
        return _texts(self.manifest, NamedNode(self.iri), role)


def cases(path: Path) -> list[Case]:
    """The cases inside OWL 2 RL that hold under the RDF-Based Semantics, in the order of their IRIs."""
    manifest = Store()
    manifest.load(_readable(path.read_text("utf-8")), format=RdfFormat.RDF_XML, base_iri=TEST)
    inside = {quad.subject for quad in manifest.quads_for_pattern(None, NamedNode(TEST + "profile"), RL)}
    meant = NamedNode(TEST + "semantics")
    based = {quad.subject for quad in manifest.quads_for_pattern(None, meant, RDF_BASED)}
    named = sorted(subject.value for subject in inside & based if isinstance(subject, NamedNode))
    return [Case(iri, _types(manifest, iri), manifest) for iri in named]


def rdf_xml(text: str, base: str) -> list[Triple]:
    """The triples of an RDF/XML document."""
    read = parse(_readable(text), format=RdfFormat.RDF_XML, base_iri=base, rename_blank_nodes=True)
    return [quad.triple for quad in read]


def _ontology(manifest: Store, subject: NamedNode, role: str) -> list[Triple]:
    texts = _texts(manifest, subject, role)
    if "rdfXml" in texts:
        return rdf_xml(texts["rdfXml"], subject.value)
    return functional.triples(texts["fs"])


def _texts(manifest: Store, subject: NamedNode, role: str) -> dict[str, str]:
    return {
        syntax: text.value
        for syntax in ("rdfXml", "fs")
        for text in _values(manifest, subject, f"{syntax}{role}Ontology")
        if isinstance(text, Literal)
    }


def _values(manifest: Store, subject: NamedNode, name: str) -> list[Term]:
    """The objects of a subject and a property of the test vocabulary."""
    return [quad.object for quad in manifest.quads_for_pattern(subject, NamedNode(TEST + name), None)]


def _types(manifest: Store, iri: str) -> frozenset[str]:
    found = manifest.quads_for_pattern(NamedNode(iri), NamedNode(RDF_TYPE), None)
    return frozenset(value(quad.object).removeprefix(TEST) for quad in found)


def _readable(text: str) -> bytes:
    """The text with its entities in double quotes, the only ones that the parser reads."""
    return _SINGLE_QUOTED.sub(r'\1"\2"', text).encode()
