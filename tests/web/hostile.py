"""A project whose every text tries to run in the reader's browser."""

import hashlib
from pathlib import Path

from dalil.files import Project
from tests.base import projects

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(1)>"
BREAK = '\\"><svg/onload=alert(1)>'
TURNED = "\\u202Ecod.exe\\u202C"
"""As Turtle writes it: characters that turn the direction of what follows."""
SAID = f"قال الناطق {SCRIPT} في الميدان"


def built(folder: Path) -> Project:
    """The library, built, with markup and scripts in names, quotes, definitions, titles and IRIs."""
    projects.fixture("library", folder)
    _records(folder / "data")
    _article(folder / "data" / "library-news")
    projects.edit(folder / "dalil.toml", 'title.en = "City library"', f'title.en = "City {SCRIPT}"')
    for name in ("skos:definition", "rdfs:comment"):
        text = f'{name} "A body that lends books.'
        projects.edit(folder / "ontology" / "library.ttl", text, f"{text}{IMAGE}{TURNED}")
    questions = folder / "queries" / "examples"
    projects.edit(questions / "seat.rq", "Where does the library work?", f"Where {SCRIPT}?")
    projects.edit(questions / "topics.toml", 'places.en = "Places"', f"places.en = '''{IMAGE}'''")
    projects.edit(questions / "columns.toml", 'place.en = "Place"', f"place.en = '''{SCRIPT}'''")
    return projects.built(folder)


def _records(data: Path) -> None:
    projects.edit(data / "records.ttl", '"municipality"@en', f'"{SCRIPT}{BREAK}{TURNED}"@en')
    thing = "<https://example.org/library/id/x'onclick=alert(1)//>"
    projects.append(data / "records.ttl", f'{thing} a ex:Place ; skos:prefLabel "{IMAGE}"@en , "مكان"@ar .')
    for address in (
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "vbscript:x",
        "data:text/html;base64,PHN2Zz4=",
    ):
        projects.append(data / "links.ttl", f"id:city-library rdfs:seeAlso <{address}> .")


def _article(folder: Path) -> None:
    source = folder / "source.txt"
    old = hashlib.sha256(source.read_bytes()).hexdigest()
    source.write_text(f"{source.read_text('utf-8').rstrip()} {SAID}.\n", "utf-8")
    projects.edit(folder / "article.ttl", old, hashlib.sha256(source.read_bytes()).hexdigest())
    projects.edit(folder / "article.ttl", '"City library opens"@en', f'"{SCRIPT}"@en')
    quoted = f'dalil:quote "{SAID}"@ar ; skos:note "{IMAGE}"@en , "{IMAGE}"@ar'
    projects.append(folder / "facts.ttl", f"id:municipality ex:seat id:great-square {{| {quoted} |}} .")
