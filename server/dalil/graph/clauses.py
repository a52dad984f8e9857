"""What the text of a query names: its base, its prefixes, the graphs of its dataset clause."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

_ESCAPES = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKENS = re.compile(
    r"""
    \#[^\n\r]*+
  | <(?P<iri>[^<>"{}|^`\\\x00-\x20]*+)>
  | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
  | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+'
  | [?$@][\w-]++
  | (?P<prefix>(?:[^\W\d_][\w.-]*+)?):(?P<local>(?:[\w:%-]|\.(?=[\w:%\\.-])|\\.)*+)
  | (?P<word>[^\W\d_][\w.-]*+)
    """,
    re.VERBOSE | re.DOTALL,
)
"""Comments, strings and variables are matched so that what stands in them is passed over.

Every alternative takes all that it can and gives nothing back, or strangers could make it slow.
"""
_FROM = re.compile(r"from|\\u", re.IGNORECASE)
"""What stands in every text with a dataset clause, be it in escapes: most queries need no closer look."""
_SLASHED = re.compile(r"\\(.)")


def unescaped(text: str) -> str:
    """The text with its code point escapes resolved, as the grammar does first (SPARQL 1.1 Query, 19.2)."""
    return _ESCAPES.sub(_code_point, text)


@dataclass(frozen=True)
class DatasetClause:
    """IRIs of the graphs after FROM, and after FROM NAMED, in their order."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def graphs(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.default, *self.named)


def dataset_clause(text: str, base: str = "") -> DatasetClause | None:
    """The dataset clause of a query; None where there is none.

    Relative IRIs are resolved against `base`, unless the text has a BASE of its own. The text need not be a
    query; a name that cannot be resolved is left out.
    """
    if not _FROM.search(text):
        return None
    tokens = (t for t in _TOKENS.finditer(unescaped(text)) if not t.group().startswith("#"))
    prefixes = dict[str, str]()
    found: dict[str, list[str]] = {"from": [], "named": []}
    for token in tokens:
        match (token["word"] or "").lower():
            case "base":
                base = urljoin(base, _iri(next(tokens, None), base, prefixes))
            case "prefix":
                name = next(tokens, None)
                if name and name["prefix"] is not None:
                    prefixes[name["prefix"]] = _iri(next(tokens, None), base, prefixes)
            case "from":
                kind, name = _graph(tokens)
                found[kind].append(_iri(name, base, prefixes))
    default, named = (tuple(filter(None, found[word])) for word in ("from", "named"))
    return DatasetClause(default, named) if default or named else None


def _graph(tokens: Iterator[re.Match[str]]) -> tuple[str, re.Match[str] | None]:
    """`from` or `named`, and the token behind it."""
    token = next(tokens, None)
    if token and (token["word"] or "").lower() == "named":
        return "named", next(tokens, None)
    return "from", token


def _iri(token: re.Match[str] | None, base: str, prefixes: dict[str, str]) -> str:
    """The IRI that a token stands for; empty where it is none."""
    if token is None:
        return ""
    if token["iri"] is not None:
        return urljoin(base, token["iri"]) if base else str(token["iri"])
    if token["prefix"] in prefixes:
        return prefixes[token["prefix"]] + _SLASHED.sub(r"\1", token["local"])
    return ""


def _code_point(escape: re.Match[str]) -> str:
    value = int(escape[1] or escape[2], 16)
    return chr(value) if value <= sys.maxunicode else escape[0]
