"""What a keeper is told, and its process as the server sees it."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Charge:
    """What a keeper is started with.

    `address` is the server's socket, `folder` that of a generation, `memory` and `budget` bytes: for each
    worker beyond what it begins with, and for the dataset. `number` tells keepers of one server apart.
    """

    address: str
    number: int
    folder: str
    base: str
    prefixes: Mapping[str, str]
    workers: int
    memory: int
    budget: int

    def encode(self) -> str:
        """As JSON: `decode` reads it."""
        return json.dumps(asdict(self))

    @classmethod
    def decode(cls, encoded: str) -> "Charge":
        """The charge that `encode` wrote."""
        return cls(**json.loads(encoded))


_ONE_ARENA = {"MALLOC_ARENA_MAX": "1"}
"""Lets all threads of a process allocate from one arena: others reserve addresses, which are limited."""


class Keeper:
    """A keeper's process."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    @classmethod
    def start(cls, charge: Charge) -> "Keeper":
        """Run one, apart from the signals of the server's terminal and the modules of its folder."""
        command = [sys.executable, "-P", "-m", "dalil.query.keeper", charge.encode()]
        environment = {**os.environ, **_ONE_ARENA}
        return cls(
            subprocess.Popen(  # noqa: S603 (all ours)
                command, stdin=subprocess.DEVNULL, env=environment, start_new_session=True
            )
        )

    async def ended(self) -> None:
        """Wait until it has ended."""
        loop = asyncio.get_running_loop()
        descriptor = os.pidfd_open(self._process.pid)
        end = asyncio.Event()
        loop.add_reader(descriptor, end.set)
        try:
            await end.wait()
        finally:
            loop.remove_reader(descriptor)
            os.close(descriptor)

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
