"""Literals that come and go with the premises: equal by value, members of datatypes."""

from collections import defaultdict
from collections.abc import Iterator

from dalil.reason.literals import Literals
from dalil.reason.maintain.lexicon import Lexicon
from dalil.reason.maintain.premises import Premises
from dalil.reason.values import Value, belongs, differ, is_spelt, split, value_of, whole
from dalil.reason.vocabulary import DATATYPES
from dalil.terms import XSD_INTEGER


class KnownLiterals:
    """The literals of the premises by value. Those without a type matter only beside typed text."""

    def __init__(self, literals: Literals, lexicon: Lexicon, premises: Premises) -> None:
        self._lexicon = lexicon
        self._premises = premises
        self._alike: defaultdict[Value, list[int]] = defaultdict(list)
        for literal, value in literals.candidates():
            self._alike[value].append(literal)
        self.has_typed_text = literals.has_typed_text()

    def is_literal(self, term: int) -> bool:
        """Whether a term is a literal."""
        return self._lexicon.is_literal(term)

    def is_typed(self, literal: int) -> bool:
        """Whether a literal has a datatype that is written out."""
        return self._lexicon.texts[literal][-1] == ">"

    def is_wrong(self, literal: int) -> bool:
        """Whether the form of a literal is none of its datatype (dt-not-type)."""
        return self.value(literal) is None and is_spelt(split(self._lexicon.texts[literal])[2])

    def matters(self, literal: int) -> bool:
        """Whether anything may follow from the value of a literal, or from its having none."""
        return self.has_typed_text or self.is_typed(literal)

    def value(self, term: int) -> Value | None:
        """The value of a literal; None where the term has none."""
        text = self._lexicon.texts[term]
        return value_of(text) if text[0] == '"' else None

    def differ(self, one: int, other: int) -> bool:
        """Whether two terms are literals of values that are known to differ."""
        values = self.value(one), self.value(other)
        return values[0] is not None and values[1] is not None and differ(values[0], values[1])

    def share_value(self, terms: tuple[int, ...]) -> bool:
        """Whether the terms are literals of one value."""
        values = {self.value(term) for term in terms}
        return len(values) == 1 and None not in values

    def are_mixed(self, terms: tuple[int, ...]) -> bool:
        """Whether a literal is among equal terms with what is none, or has another value."""
        return len(terms) > 1 and any(map(self.is_literal, terms)) and not self.share_value(terms)

    def is_mentioned(self, literal: int) -> bool:
        """Whether a premise has the literal."""
        return self._premises.mention(literal)

    def alike(self, literal: int) -> Iterator[int]:
        """The other literals of that value that premises have; it is among them from now on."""
        value = self.value(literal)
        if value is None:
            return
        known = self._alike[value]
        if literal not in known:
            known.append(literal)
        plain = self._lexicon.known(f'"{whole(value)}"^^<{XSD_INTEGER}>')
        others = dict.fromkeys(known if plain is None else [*known, plain])
        yield from (other for other in others if other != literal and self.is_mentioned(other))

    def belongs(self, literal: int, datatype: int) -> bool:
        """Whether the literal has a value and the datatype holds it."""
        value = self.value(literal)
        return value is not None and belongs(value, DATATYPES[datatype])
