"""How much memory this process may take: that of the machine, of its address space, of its control group."""

import os
import resource
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path("/")
_LIMITS: Final = {"": "memory.max", "memory": "memory.limit_in_bytes"}
"""Controllers in /proc/self/cgroup, none for version 2 → the file of a group that holds its limit."""


def available() -> int:
    """The bytes that the machine has or this process may take, whichever is least."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
    bounds = [machine, group_limit(ROOT)]
    return min(bounds if allowed == resource.RLIM_INFINITY else [*bounds, allowed])


@cache
def group_limit(root: Path) -> int:
    """The bytes that the control groups of this process allow; more than any machine has if they set none."""
    return min(_group_limits(root), default=1 << 62)


def _group_limits(root: Path) -> Iterator[int]:
    """The limit of each group that the process is in, and of each above it."""
    for controller, group in _groups(root):
        below = root / "sys/fs/cgroup" / controller
        for folder in (below / group, *(below / group).parents):
            text = _text(folder / _LIMITS[controller]).strip()
            if text.isdigit():
                yield int(text)
            if folder == below:
                break


def _groups(root: Path) -> Iterator[tuple[str, str]]:
    """Controller and group of this process, as far as they bound memory."""
    for line in _text(root / "proc/self/cgroup").splitlines():
        controllers, _, group = line.partition(":")[2].partition(":")
        for controller in controllers.split(","):
            if controller in _LIMITS:
                yield controller, group.lstrip("/")


def _text(path: Path) -> str:
    """What the kernel says in a file, nothing where it has no such file."""
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""
