"""Our compiled rules as a program for Nemo: another engine over the same relations, by the same schema."""

from collections.abc import Iterator
from typing import Final

from dalil.reason.reasoner import Reasoned
from dalil.reason.rules import Argument, Atom, Merge, Rule, is_edges, property_of
from dalil.reason.vocabulary import RESOURCE, SAME_AS, THING

_FRAME: Final = """\
@import given :- ntriples {{ resource = "input.nt" }} .
t(?s, ?p, ?o) :- given(?s, ?p, ?o) .
{same}(?y, ?x) :- {same}(?x, ?y) .
{same}(?x, ?z) :- {same}(?x, ?y), {same}(?y, ?z) .
t(?x, ?p, ?o) :- {same}(?s, ?x), t(?s, ?p, ?o) .
t(?s, ?p, ?x) :- {same}(?o, ?x), t(?s, ?p, ?o) .
@export t :- ntriples {{ resource = "output.nt" }} .
"""
_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def program(reasoned: Reasoned) -> str:
    """The rules and merges that the schema of the closed graph leaves, in Nemo's language.

    What everything belongs to is left out, as the comparison leaves it out. Where Nemo and the array
    engine part: equality is replaced in the triples, not kept by representatives.
    """
    writer = _Writer(reasoned)
    rules = [writer.rule(rule) for rule in reasoned.program.rules if not _is_top(rule)]
    merges = [writer.merge(merge) for merge in reasoned.program.merges]
    return "\n".join([_FRAME.format(same=writer.name(SAME_AS)), *rules, *merges, *writer.links(), ""])


def _is_top(rule: Rule) -> bool:
    return rule.head is not None and rule.head.relation in {~THING, ~RESOURCE}


class _Writer:
    """Relations by name; those that were named are linked to the triples in the end."""

    def __init__(self, reasoned: Reasoned) -> None:
        self._terms = reasoned.given.terms
        self._named = {SAME_AS}

    def name(self, relation: int) -> str:
        """The predicate of a relation: edges are no relation of their own here."""
        own = property_of(relation) if is_edges(relation) else relation
        self._named.add(own)
        return f"c{~own}" if own < 0 else f"p{own}"

    def rule(self, rule: Rule) -> str:
        """One rule, or a fact where the schema has left no condition."""
        body = ", ".join(map(self._atom, rule.body))
        return f"{self._atom(rule.head)} {':- ' if body else ''}{body} ."

    def merge(self, merge: Merge) -> str:
        """The rule of which a merge is the short form: its body twice, the key shared."""
        again = [
            Atom(atom.relation, tuple(a if a in merge.key else f"{a}2" for a in atom.arguments))
            for atom in merge.body
        ]
        body = ", ".join(map(self._atom, [*merge.body, *again]))
        return f"{self.name(SAME_AS)}(?{merge.member}, ?{merge.member}2) :- {body} ."

    def links(self) -> Iterator[str]:
        """Both ways between each relation and the triples."""
        for relation in sorted(self._named):
            name = self.name(relation)
            inner, outer = ("?x", f"?x, {_TYPE}, {self._terms.text(~relation)}")
            if relation >= 0:
                inner, outer = ("?x, ?y", f"?x, {self._terms.text(relation)}, ?y")
            yield f"{name}({inner}) :- t({outer}) ."
            yield f"t({outer}) :- {name}({inner}) ."

    def _atom(self, atom: Atom | None) -> str:
        if atom is None:
            raise TypeError("a rule that ends in false has no place in the program")
        return f"{self.name(atom.relation)}({', '.join(map(self._argument, atom.arguments))})"

    def _argument(self, argument: Argument) -> str:
        return f"?{argument}" if isinstance(argument, str) else self._terms.text(argument)
