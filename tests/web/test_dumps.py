"""Dumps: whole, in ranges, in RDF 1.1 and 1.2, never asserting what was denied."""

import pyoxigraph as ox
import pytest
import rdflib
from flask.testing import FlaskClient

from dalil import terms
from dalil.base import KnowledgeBase
from dalil.graph.dumps import NAMES
from tests.web.conftest import BASE

SEAT = ox.Triple(
    ox.NamedNode(f"{BASE}id/city-library"),
    ox.NamedNode(f"{BASE}ontology#seat"),
    ox.NamedNode(f"{BASE}id/old-quarter"),
)
"""What the article says may be so."""


@pytest.mark.parametrize("name", NAMES)
def test_a_dump_can_be_resumed(client: FlaskClient, name: str) -> None:
    """A range is answered with 206, the ETag and the very bytes; the last ones too."""
    whole = client.get(f"/{name}", buffered=True)
    size = len(whole.data)
    for asked, expected in (("100-199", whole.data[100:200]), (f"{size - 5}-", whole.data[-5:])):
        given = {"Range": f"bytes={asked}", "If-Range": whole.headers["ETag"]}
        part = client.get(f"/{name}", headers=given, buffered=True)
        assert (part.status_code, part.data) == (206, expected)
        assert part.headers["ETag"] == whole.headers["ETag"]
        assert part.headers["Content-Range"].endswith(f"/{size}")


def test_a_dump_of_another_generation_is_sent_whole(client: FlaskClient) -> None:
    """If-Range with an ETag that is none of ours gets 200 and everything: no two halves are joined."""
    given = {"Range": "bytes=100-199", "If-Range": '"another.dump.nq"'}
    response = client.get("/dump.nq", headers=given, buffered=True)
    assert (response.status_code, len(response.data)) == (200, response.content_length)


def test_a_range_beyond_the_end_is_refused(client: FlaskClient) -> None:
    """416 for bytes that a dump does not have."""
    assert client.get("/dump.nq", headers={"Range": "bytes=999999999-"}, buffered=True).status_code == 416


def test_who_has_a_dump_gets_304(client: FlaskClient) -> None:
    """The ETag of a dump saves the download, and HEAD tells its size without one."""
    head = client.head("/dump.trig")
    assert (head.data, head.content_length) == (b"", len(client.get("/dump.trig", buffered=True).data))
    again = client.get("/dump.trig", headers={"If-None-Match": head.headers["ETag"]}, buffered=True)
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", ["dump.pdf", "dump-1.2.rdf", "dump-1.3.nq"])
def test_there_is_no_other_dump(client: FlaskClient, name: str) -> None:
    """A name that no dump has is not found."""
    assert client.get(f"/{name}", buffered=True).status_code == 404


def test_dumps_are_the_export(client: FlaskClient, kb: KnowledgeBase) -> None:
    """What the server sends is what `dalil export` writes, byte for byte."""
    for ending in ("nq", "trig", "ttl"):
        assert client.get(f"/dump.{ending}", buffered=True).data == kb.export(ending)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_plain_dumps_are_rdf_1_1(client: FlaskClient) -> None:
    """Another library reads the dumps without RDF 1.2, and their union asserts no denial."""
    text = client.get("/dump.trig", buffered=True).text
    dump = rdflib.Dataset(default_union=True).parse(data=text, format="trig")
    assert (None, rdflib.URIRef(f"{BASE}ontology#closedBy"), None) not in dump
    assert (None, rdflib.URIRef(f"{BASE}ontology#seat"), rdflib.URIRef(f"{BASE}id/old-quarter")) not in dump
    assert (None, rdflib.URIRef(terms.RDF_REIFIES), None) not in dump


@pytest.mark.parametrize("ending", ["trig", "nq", "ttl"])
def test_claims_reify_in_rdf_1_2(client: FlaskClient, ending: str) -> None:
    """The IRI of a claim is its reifier, hedged claims included, and what is hedged stays unasserted."""
    response = client.get(f"/dump-1.2.{ending}", buffered=True)
    assert "version=1.2" in response.content_type
    quads = list(ox.parse(response.data, ox.RdfFormat.from_extension(ending)))
    reified = {quad.object: quad.subject for quad in quads if quad.predicate.value == terms.RDF_REIFIES}
    assert reified[SEAT].value.startswith(f"{BASE}claim/")
    assert SEAT not in {quad.triple for quad in quads}
    typed = (ox.NamedNode(terms.RDF_TYPE), ox.NamedNode(terms.CLAIM))
    claims = {quad.subject for quad in quads if (quad.predicate, quad.object) == typed}
    assert set(reified.values()) == claims
