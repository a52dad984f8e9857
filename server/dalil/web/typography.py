"""Text as HTML: escaped, and control characters that could deceive made visible."""

import re

from markupsafe import Markup, escape

_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSAFE_JSON = re.compile(rf"[<>&{_BIDI}]")
_CONTROLS = re.compile(rf"[{_BIDI}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]")
_CONTROL = Markup('<span class="control" title="U+{code}">U+{code}</span>')


def visible(text: str) -> Markup:
    """The text escaped, with bidi and other control characters shown by their code."""
    pieces, at = [], 0
    for found in _CONTROLS.finditer(text):
        pieces += [escape(text[at : found.start()]), _CONTROL.format(code=f"{ord(found[0]):04X}")]
        at = found.end()
    return Markup("").join([*pieces, escape(text[at:])])


def embedded(json: str) -> Markup:
    """JSON for a script element: nothing in it ends the element or turns the direction of a line."""
    return Markup(_UNSAFE_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", json))  # noqa: S704 (escaped here)
