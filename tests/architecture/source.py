"""The project's Python files and functions, as the tests of this folder look at them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "server" / "dalil"
DEEPER = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)
Definition = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Function:
    """One function or method, with its file."""

    path: Path
    node: Definition

    def __str__(self) -> str:
        """Where it stands, as file:line name."""
        return f"{self.path.relative_to(ROOT)}:{self.node.lineno} {self.node.name}"

    @cached_property
    def lines(self) -> int:
        """Its lines from `def` to its end, without its docstring."""
        doc = self.node.body[0] if ast.get_docstring(self.node) else None
        said = doc.end_lineno - doc.lineno + 1 if doc and doc.end_lineno else 0
        return (self.node.end_lineno or self.node.lineno) - self.node.lineno + 1 - said

    @cached_property
    def arguments(self) -> list[ast.arg]:
        """Its arguments, without self and cls."""
        spec = self.node.args
        named = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]
        rest = [argument for argument in (spec.vararg, spec.kwarg) if argument]
        return [argument for argument in named + rest if argument.arg not in {"self", "cls"}]

    @cached_property
    def depth(self) -> int:
        """How deep its blocks nest; an elif is no deeper than its if."""
        return max((_depth(node, self.node) for node in self.node.body), default=0)


def _depth(node: ast.AST, parent: ast.AST) -> int:
    chained = isinstance(parent, ast.If) and parent.orelse == [node]
    step = isinstance(node, DEEPER) and not chained
    return step + max((_depth(child, node) for child in ast.iter_child_nodes(node)), default=0)


@cache
def files(*folders: str) -> tuple[Path, ...]:
    """The Python files below the named folders of the checkout, sorted."""
    return tuple(sorted(p for folder in folders for p in (ROOT / folder).rglob("*.py") if _ours(p)))


def _ours(path: Path) -> bool:
    return not {"node_modules", "__pycache__"} & set(path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


@cache
def functions(*folders: str) -> tuple[Function, ...]:
    """The functions and methods in the Python files below the named folders."""
    return tuple(
        Function(path, node)
        for path in files(*folders)
        for node in ast.walk(tree(path))
        if isinstance(node, Definition)
    )


def docstrings(module: ast.Module) -> set[int]:
    """The identities of the nodes that are docstrings, or other bare strings that document a value."""
    return {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """The texts that a file's code holds, with their lines; the gaps of an f-string read as `{}`."""
    module = tree(path)
    silent = docstrings(module)
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            silent |= {id(part) for part in node.values}
            yield node.lineno, "".join(_text(part) if _plain(part) else "{}" for part in node.values)
        elif _plain(node) and id(node) not in silent:
            yield getattr(node, "lineno", 0), _text(node)


def _text(node: ast.AST) -> str:
    return str(getattr(node, "value", ""))


def _plain(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
