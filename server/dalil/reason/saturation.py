"""Saturation: rules over facts, round by round, until nothing new follows.

Semi-naive: in each round a rule joins what the last round added with all that is known. Equality waits until
the other rules are done, then renames; a change of the schema compiles the rules anew.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from dalil.reason.arrays import NONE, Ids, contains, first, merged, missing, pack, second, unique
from dalil.reason.compiler import Program, compile_rules, fingerprint, schema_terms, track
from dalil.reason.depth import outgrows
from dalil.reason.dictionary import Terms
from dalil.reason.equality import Equality, Link
from dalil.reason.facts import Facts, Table
from dalil.reason.intake import UNCOUNTED, Intake
from dalil.reason.join import ONE, Solutions, WideJoinError, scan, solve
from dalil.reason.journal import Journal
from dalil.reason.limits import Limits
from dalil.reason.literals import Literals
from dalil.reason.merging import Merging
from dalil.reason.rules import Atom, Rule, members_of, own_edges
from dalil.reason.statistics import Statistics
from dalil.reason.vocabulary import DATATYPES, DIFFERENT_FROM, SAME_AS, TYPE

Progress = Callable[[str], None]
Compiler = Callable[[Facts, Terms, Equality], Program]
"""As `compile_rules`."""
Offered = tuple[Rule | None, int, Ids]
"""Rows of a relation, and the rule that concludes them; None where they are given."""

LONG = 16
"""A rule of more premises is joined whole in each round, not once for each premise that is fresh."""


class Saturation:
    """Facts and the program that acts on them; `run` completes the facts."""

    def __init__(self, facts: Facts, literals: Literals, limits: Limits, journal: Journal) -> None:
        self.facts = facts
        self.literals = literals
        self.terms = literals.terms
        self.equality = Equality(self.terms.rank)
        self.statistics = Statistics()
        self.program = Program((), (), (), ())
        self._limits = limits
        self._journal = journal
        self._intake = Intake(facts, self.statistics)
        self._merging = Merging(facts, self.terms, limits)
        self._long: list[tuple[Rule, set[int]]] = []
        self._triggers: dict[int, list[tuple[Rule, int]]] = {}
        self._compiled_for: tuple[int, ...] | None = None
        self._schema_terms = NONE
        self._fresh: dict[int, Table] = {}
        self._room = limits.room()

    def run(self, progress: Progress, compiler: Compiler = compile_rules) -> None:
        """Derive all that follows. Raises ReasonerError where that is more than the limits allow."""
        self._intake.same(Link("dt-eq", *self.literals.equal()))
        self._intake.offer(UNCOUNTED, SAME_AS, self.facts.tables.pop(SAME_AS, Table()).rows)
        self._rename()
        while self._compile(compiler):
            progress(f"{len(self.program.rules):,} rules")
            self._exhaust(progress)

    def resume(self, program: Program, offers: Iterable[Offered]) -> None:
        """Begin with facts to which the rules of a program have been applied, and what has come since."""
        self.program = program
        track(self.facts, self.terms, self.equality)
        for rule, relation, rows in offers:
            if rule is None:
                self._intake.offer(UNCOUNTED, relation, rows)
            else:
                self._intake.infer(rule, relation, self.facts.table(relation).lacks(unique(rows)))
        self._take_in()

    def _compile(self, compiler: Compiler) -> bool:
        """Compile and apply the rules that are new, if the schema is not as it was; whether it was not."""
        track(self.facts, self.terms, self.equality)
        schema = fingerprint(self.facts, self.equality)
        if schema == self._compiled_for:
            return False
        self._compiled_for = schema
        known = set(self.program.rules)
        self.program = compiler(self.facts, self.terms, self.equality)
        self._journal.compiled(self.program.rules)
        self._schema_terms = schema_terms(self.facts, self.equality)
        self._provide(self.program.read_relations())
        self._triggers = _triggers(rule for rule in self.program.rules if len(rule.body) <= LONG)
        self._long = [
            (r, {atom.relation for atom in r.body}) for r in self.program.rules if len(r.body) > LONG
        ]
        self._room = self._limits.room(len(self.facts))
        for rule in self.program.rules:
            if rule not in known:
                self._require_bounded(rule)
                self._apply(rule, rule.body, ONE)
        self._take_in()
        return True

    def _require_bounded(self, rule: Rule) -> None:
        """Raise ReasonerError for a transitive relation that leads so far that its closure cannot be held."""
        edges = own_edges(rule)
        if edges is not None and outgrows(self.facts.rows(edges), self._limits.rows):
            raise self._limits.refusal(rule, self.terms)

    def _provide(self, read: set[int]) -> None:
        """What rules read and no rule makes: literals in datatypes, rdf:type and owl:sameAs as properties."""
        names = self.equality.names
        shared = {name for kind in DATATYPES if (name := int(names[kind])) != kind}
        for datatype in DATATYPES:
            name = int(names[datatype])
            if members_of(name) in read or TYPE in read or name in shared:
                self._intake.offer("dt-type2", members_of(name), names[self.literals.members(datatype)])
        if TYPE in read and not self.facts.mirrors_types:
            self.facts.mirror_types()
        if DIFFERENT_FROM in read:
            self._intake.offer("dt-diff", DIFFERENT_FROM, self._different())
        if SAME_AS in read:
            self.facts.relate_to_itself(unique(self.equality.names))

    def _different(self) -> Ids:
        """The literals that differ, in the names of what they are sameAs."""
        rows = self.literals.different(self._limits.room(len(self.facts)))
        if rows is None:
            raise self._limits.refusal(Rule("dt-diff", None, ()), self.terms)
        return pack(self.equality.names[first(rows)], self.equality.names[second(rows)])

    def _place_in_datatypes(self, changed: Ids) -> None:
        """A thing that is sameAs a literal is in its datatypes (dt-type2 with eq-rep-s)."""
        literals = changed[self.terms.is_literal[changed]]
        for literal, name in zip(literals.tolist(), self.equality.names[literals].tolist(), strict=True):
            if not self.terms.is_literal[name]:
                for datatype in self.literals.datatypes(literal):
                    kind = int(self.equality.names[datatype])
                    self._intake.offer("dt-type2", members_of(kind), np.array([name]))

    def _exhaust(self, progress: Progress) -> None:
        """Apply rules, then merges, until neither yields anything or the schema must be read again."""
        while True:
            while self._fresh:
                self._round()
                progress(f"round {self.statistics.rounds}")
            self._merge()
            if self._rename() or not (self._fresh or self._intake.links):
                return

    def _round(self) -> None:
        """Join what is fresh with all that is known; what is offered then is fresh for the next round."""
        self.statistics.rounds += 1
        self._room = self._limits.room(len(self.facts))
        for relation, fresh in self._fresh.items():
            for rule, place in self._triggers.get(relation, ()):
                rest = [atom for other, atom in enumerate(rule.body) if other != place]
                self._apply(rule, rest, scan(rule.body[place], fresh))
        for rule, read in self._long:
            if not read.isdisjoint(self._fresh):
                self._apply(rule, rule.body, ONE)
        self._fresh = self._commit()

    def _commit(self) -> dict[int, Table]:
        delta = self._intake.commit()
        self._journal.committed(delta)
        return delta

    def _take_in(self) -> None:
        """Make facts of what is offered, fresh beside what is fresh already."""
        for relation, fresh in self._commit().items():
            if relation in self._fresh:
                fresh.add(self._fresh[relation].rows)
            self._fresh[relation] = fresh

    def _apply(self, rule: Rule, body: Sequence[Atom], known: Solutions) -> None:
        """Offer what the rule concludes from the solutions of the body together with what is known."""
        head = rule.head
        if head is None or not known.size or not all(len(self.facts.table(a.relation)) for a in body):
            return
        with self.statistics.timed(rule.name):
            self._intake.infer(rule, head.relation, self._conclusions(rule, head, body, known))

    def _conclusions(self, rule: Rule, head: Atom, body: Sequence[Atom], known: Solutions) -> Ids:
        found = NONE
        steps = 0
        room = min(self._room - len(self._intake), self._limits.rows - len(self.facts.table(head.relation)))
        try:
            for block in solve(self.facts, body, known, head.arguments):
                rows = unique(self.facts.table(head.relation).lacks(block.rows(head)))
                found = merged(found, missing(found, rows))
                steps += block.size
                if len(found) > room or steps > self._limits.steps:
                    raise self._limits.refusal(rule, self.terms)
        except WideJoinError as error:
            raise self._limits.refusal(rule, self.terms) from error
        return found

    def _merge(self) -> None:
        for merge in self.program.merges:
            with self.statistics.timed(merge.name):
                link = self._merging.links(merge)
            if link is not None:
                self._intake.same(link)

    def _rename(self) -> bool:
        """Unite what is proposed to be equal; whether that touches the schema, to be read again then."""
        links = self._intake.take_links()
        if not links:
            return False
        for link in links:
            self.statistics.count(link.rule, len(link) if link.rule else 0)
        changed = self.equality.unite(links)
        self._journal.united(links, changed, self.equality.names)
        self._place_in_datatypes(changed)
        moves = self.facts.rename(self.equality.names, changed)
        fresh = Facts()
        fresh.tables = self._fresh
        fresh.rename(self.equality.names, changed)  # what is moved becomes fresh by its new names
        self._journal.moved(moves)
        for move in moves:
            self._intake.offer(UNCOUNTED, move.relation, move.rows)
        self._take_in()
        touched = bool(contains(self._schema_terms, changed).any())
        if touched:
            self._compiled_for = None
        return touched


def _triggers(rules: Iterable[Rule]) -> dict[int, list[tuple[Rule, int]]]:
    """Relation → the rules that read it, and the place of the atom that does."""
    triggers: defaultdict[int, list[tuple[Rule, int]]] = defaultdict(list)
    for rule in rules:
        for place, atom in enumerate(rule.body):
            triggers[atom.relation].append((rule, place))
    return triggers
