"""Generates universities as N-Triples: the same number of departments gives the same file, on any machine.

    python -m benchmarks.reason.university DEPARTMENTS FILE

About 6,200 triples a department: 2, 16, 162 and 1,620 departments make the sizes that the benchmark
calls 12k, 99k, 1M and 10M.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.reason.names import named
from dalil.graph import parse
from dalil.graph.serialise import ntriples
from dalil.terms import RDF_TYPE, XSD_INTEGER

SCHEMA: Final = Path(__file__).with_name("university.ttl")
_TERMS: Final = "http://example.org/university#"
_DATA: Final = "http://example.org/data/"
_DEPARTMENTS: Final = 15
"""Departments of a university."""
_RANKS: Final = {"FullProfessor": 8, "AssociateProfessor": 12, "AssistantProfessor": 9, "Lecturer": 6}
_DEGREES: Final = ("bachelorFrom", "masterFrom", "doctorateFrom")
_INTERESTS: Final = ("Databases", "Graphs", "Logic", "Networks", "Systems", "Theory", "Vision")
_WORKS: Final = ("JournalArticle", "ConferencePaper", "TechnicalReport", "Book")


def schema() -> str:
    """The schema in N-Triples, an IRI in place of each blank node, so that closures compare as sets."""
    return ntriples(map(named, parse.triples(SCHEMA)))


def statements(departments: int) -> Iterator[str]:
    """The lines that describe so many departments, spread over universities."""
    universities = max(2, -(-departments // _DEPARTMENTS))
    for number in range(universities):
        place = f"u{number}"
        yield _typed(place, "University")
        yield _text(place, "name", f"University {number}")
        here = range(number * _DEPARTMENTS, min(departments, (number + 1) * _DEPARTMENTS))
        for department in here:
            yield from Department(place, department, universities).statements()


@dataclass
class Department:
    """One department: its people, courses and publications, drawn by chance from its number alone."""

    university: str
    number: int
    universities: int

    def statements(self) -> Iterator[str]:
        """All lines about the department."""
        self.chance = Random(self.number)
        self.iri = f"{self.university}/d{self.number}"
        self.groups = [f"{self.iri}/group{k}" for k in range(self.chance.randint(10, 14))]
        self.faculty = [f"{self.iri}/{rank}{k}" for rank, count in _RANKS.items() for k in range(count)]
        self.professors = [name for name in self.faculty if "Lecturer" not in name]
        self.courses: list[str] = []
        self.seminars: list[str] = []
        yield from self._organisation()
        for member in self.faculty:
            yield from self._member(member)
        yield from self._relations()
        yield from self._undergraduates()
        graduates = [f"{self.iri}/graduate{k}" for k in range(self.chance.randint(100, 130))]
        yield from self._graduates(graduates)
        yield from self._publications(graduates)

    def _organisation(self) -> Iterator[str]:
        yield _typed(self.iri, "Department")
        yield _link(self.iri, "partOf", self.university)
        yield _text(self.iri, "name", f"Department {self.number}")
        for group in self.groups:
            yield _typed(group, "ResearchGroup")
            yield _link(group, "partOf", self.iri)

    def _member(self, member: str) -> Iterator[str]:
        yield _typed(member, member.rpartition("/")[2].rstrip("0123456789"))
        yield _link(member, "worksFor", self.iri)
        yield from self._person(member, 28, 70)
        yield _text(member, "telephone", f"555-{self.chance.randint(0, 9999):04}")
        yield _text(member, "interest", self.chance.choice(_INTERESTS))
        for degree in _DEGREES:
            yield _link(member, degree, f"u{self.chance.randrange(self.universities)}")
        yield from self._teaching(member, "Course", self.courses)
        yield from self._teaching(member, "GraduateCourse", self.seminars)

    def _teaching(self, member: str, kind: str, known: list[str]) -> Iterator[str]:
        for _ in range(self.chance.randint(1, 2)):
            course = f"{self.iri}/{kind}{len(known)}"
            known.append(course)
            yield _typed(course, kind)
            yield _text(course, "name", f"{kind} {len(known)}")
            yield _link(member, "teacherOf", course)

    def _relations(self) -> Iterator[str]:
        """A head, pairs who work together, and two people whom an identity shows under a second IRI."""
        yield _link(self.professors[0], "headOf", self.iri)
        for one, other in zip(self.professors[::5], self.professors[1::5], strict=False):
            yield _link(one, "collaboratesWith", other)
        for k, professor in enumerate(islice(self.professors, 3, 5)):
            double = f"{self.iri}/double{k}"
            for name in (professor, double):
                yield _link(name, "hasIdentity", f"{self.iri}/identity{k}")
            yield _text(double, "name", f"Double {k}")
            yield _link(double, "worksFor", self.groups[0])

    def _undergraduates(self) -> Iterator[str]:
        for k in range(self.chance.randint(380, 420)):
            student = f"{self.iri}/student{k}"
            yield from self._student(student, "UndergraduateStudent", self.courses)
            if k % 5 == 0:
                yield _link(student, "advisor", self.chance.choice(self.professors))
            if k % 10 == 0:
                yield _link(student, "onCampus", "main-campus")

    def _graduates(self, graduates: list[str]) -> Iterator[str]:
        for k, student in enumerate(graduates):
            yield from self._student(student, "GraduateStudent", self.seminars)
            yield _link(student, "bachelorFrom", f"u{self.chance.randrange(self.universities)}")
            yield _link(student, "advisor", self.chance.choice(self.professors))
            if k % 4 == 0:
                yield _link(student, "assistsIn", self.chance.choice(self.courses))
            if k % 4 == 1:
                yield _typed(student, "ResearchAssistant")

    def _student(self, student: str, kind: str, courses: list[str]) -> Iterator[str]:
        yield _typed(student, kind)
        yield _link(student, "memberOf", self.iri)
        yield from self._person(student, 17, 40)
        for course in self.chance.sample(courses, self.chance.randint(2, 4)):
            yield _link(student, "takesCourse", course)

    def _person(self, person: str, youngest: int, oldest: int) -> Iterator[str]:
        name = person.rpartition("/")[2]
        yield _text(person, "name", name)
        yield _text(person, "email", f"{name}@d{self.number}.example.org")
        age = self.chance.randint(youngest, oldest)
        yield f'<{_DATA}{person}> <{_TERMS}age> "{age}"^^<{XSD_INTEGER}> .\n'

    def _publications(self, graduates: list[str]) -> Iterator[str]:
        for k, member in enumerate(self.faculty):
            for number in range(self.chance.randint(4, 14)):
                work = f"{self.iri}/work{k}-{number}"
                yield _typed(work, self.chance.choice(_WORKS))
                yield _text(work, "name", f"Work {k}-{number}")
                yield _link(work, "author", member)
                if number % 2:
                    yield _link(work, "author", self.chance.choice(graduates))


def write(departments: int, path: Path) -> int:
    """Writes schema and data to a file; returns the number of lines, of which none stands twice."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for line in chain(schema().splitlines(keepends=True), statements(departments)):
            file.write(line)
            count += 1
    return count


def _typed(thing: str, kind: str) -> str:
    return f"<{_DATA}{thing}> <{RDF_TYPE}> <{_TERMS}{kind}> .\n"


def _link(thing: str, name: str, other: str) -> str:
    return f"<{_DATA}{thing}> <{_TERMS}{name}> <{_DATA}{other}> .\n"


def _text(thing: str, name: str, text: str) -> str:
    return f'<{_DATA}{thing}> <{_TERMS}{name}> "{text}" .\n'


if __name__ == "__main__":
    print(write(int(sys.argv[1]), Path(sys.argv[2])))
