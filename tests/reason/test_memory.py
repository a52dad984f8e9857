"""How much memory there is: control groups of either version bound it, and none is no bound."""

from pathlib import Path

import pytest

from dalil.reason.memory import available, group_limit


def machine(root: Path, said: str, limits: dict[str, str]) -> Path:
    """A root folder in which the process is in the groups `said`, with the files of their limits."""
    for name, text in {"proc/self/cgroup": said, **limits}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.mark.parametrize(
    ("said", "limits"),
    [
        ("0::/app/job\n", {"sys/fs/cgroup/app/job/memory.max": "512\n"}),
        (
            "0::/app/job\n",
            {"sys/fs/cgroup/app/memory.max": "512\n", "sys/fs/cgroup/app/job/memory.max": "max\n"},
        ),
        ("0::/\n", {"sys/fs/cgroup/memory.max": "512\n"}),
        ("3:cpu:/\n4:memory:/app\n", {"sys/fs/cgroup/memory/app/memory.limit_in_bytes": "512\n"}),
        ("4:cpu,memory:/gone\n0::/\n", {"sys/fs/cgroup/memory/memory.limit_in_bytes": "512\n"}),
    ],
    ids=["version 2", "a group above", "namespace", "version 1", "version 1, namespace"],
)
def test_the_limit_of_a_group_is_read(tmp_path: Path, said: str, limits: dict[str, str]) -> None:
    """The least limit of the group of the process and of those above it, wherever its version has it."""
    assert group_limit(machine(tmp_path, said, limits)) == 512


@pytest.mark.parametrize("said", ["", "0::/app\n", "5:cpu:/app\n"])
def test_no_group_is_no_limit(tmp_path: Path, said: str) -> None:
    """Without control groups, or where they set none, the machine is the bound."""
    assert group_limit(machine(tmp_path, said, {})) > 1 << 60
    assert 0 < available() < 1 << 60
