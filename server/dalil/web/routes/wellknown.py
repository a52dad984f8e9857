"""What programs look for: descriptions of the dataset and of its queries, generations."""

import re

from flask import Blueprint, Response

from dalil.errors import GoneError, NotFoundError
from dalil.graph import dumps
from dalil.query import catalogue, formats, service
from dalil.web.responses import PAGE, graph, negotiate, page, public_url, reader

blueprint = Blueprint("wellknown", __name__)
_GENERATION = re.compile(r"[0-9a-f]{16}")


@blueprint.get("/.well-known/void")
def void() -> Response:
    """The description of the dataset: VoID, DCAT, where it came from."""
    view = reader()
    found = service.describe_dataset(public_url("/"), view.addresses.base, view.kb.meta, dumps.NAMES)
    return graph(found, negotiate(formats.GRAPHS))


@blueprint.get("/.well-known/sparql-examples")
def sparql_examples() -> Response:
    """The published queries as `sh:SPARQLExecutable`s."""
    kb = reader().kb
    described = catalogue.describe(kb.catalogue, kb.project.base, "en")
    targets = catalogue.targets(kb.catalogue, kb.project.base, public_url("/sparql"))
    return graph([*described, *targets], negotiate(formats.GRAPHS))


@blueprint.get("/generation/<name>")
def generation(name: str) -> Response:
    """What a generation holds; 410 for one that is no longer served."""
    negotiate(PAGE)
    if name == reader().kb.generation:
        return page("generation.html", {"manifest": reader().kb.manifest})
    if _GENERATION.match(name):
        raise GoneError(f"the generation {name} is no longer served", remedy="see / for the current one")
    raise NotFoundError(f"{name} names no generation", remedy="see / for the current one")
