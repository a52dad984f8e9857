"""IRIs and the addresses under which this server answers for them."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from dalil import terms

KINDS = ("id", "claim", "article", "graph", "query")
"""First path segments below the base of a project that this server answers for."""

_VOCABULARY = terms.DALIL.rstrip("#")
_KEPT = "/:@!$&'()*+,;=-._~%"


@dataclass(frozen=True)
class Addresses:
    """The bases of a project's IRIs."""

    base: str
    ontology: str

    def local(self, iri: str) -> str | None:
        """The path, with its fragment, at which this server describes an IRI; None for others' IRIs."""
        document, mark, fragment = iri.partition("#")
        path = self._path(document)
        return None if path is None else quote(path, _KEPT) + mark + quote(fragment, _KEPT)

    def _path(self, document: str) -> str | None:
        for root, path in ((self.ontology, "/ontology"), (_VOCABULARY, "/ns")):
            if document == root or document.startswith(f"{root}/"):
                return path + document.removeprefix(root)
        kind = document.removeprefix(self.base).partition("/")[0]
        if document.startswith(self.base) and kind in KINDS:
            return "/" + document.removeprefix(self.base)
        return None

    def iri(self, kind: str, rest: str) -> str:
        """The IRI that the path /kind/rest stands for."""
        return f"{self.base}{kind}/{rest}"

    def ontology_iri(self, root: str, version: str = "") -> str:
        """The IRI of the ontology document at /ontology or /ns, or of one of its versions."""
        found = self.ontology if root == "ontology" else _VOCABULARY
        return f"{found}/{version}" if version else found


def safe_link(iri: str) -> str | None:
    """The IRI where following it is harmless (http, https, mailto), else None."""
    return iri if urlsplit(iri).scheme in {"http", "https", "mailto"} else None
