"""Chromium over its debugging pipe: no driver, no port, no package."""

import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BufferedWriter
from pathlib import Path
from typing import Any

EXECUTABLES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)

LAUNCH = "import os, sys; a = sys.argv; os.dup2(int(a[1]), 3); os.dup2(int(a[2]), 4); os.execv(a[3], a[3:])"
"""Puts the ends of the pipes where the browser looks for them: it reads from 3 and writes to 4."""


def executable() -> str | None:
    """The browser on this machine, None where there is none."""
    return next((path for name in EXECUTABLES if (path := shutil.which(name))), None)


class Tab:
    """One page of the browser; `problems` are the errors that it logged since it was last opened."""

    def __init__(self, reading: BufferedReader, writing: BufferedWriter) -> None:
        self._reading = reading
        self._writing = writing
        self._numbers = itertools.count(1)
        self._rest = b""
        self._session = ""
        self._loaded = False
        self.problems: list[str] = []

    def attach(self) -> None:
        """Open a tab and listen to what happens in it."""
        target = self.send("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self.send("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable", {})

    def open(self, url: str, width: int, language: str, scheme: str = "light") -> None:
        """Load an address as a reader with that window, language and colour scheme, to its end."""
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        self.send("Emulation.setDeviceMetricsOverride", metrics)
        self.send("Emulation.setEmulatedMedia", media)
        self.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Language": language}})
        self.problems, self._loaded = [], False
        self.send("Page.navigate", {"url": url})
        while not self._loaded:
            self._receive()

    def evaluate(self, script: str) -> Any:  # noqa: ANN401 (whatever JSON the script returns)
        """The value of a JavaScript expression in the page."""
        answer = self.send("Runtime.evaluate", {"expression": script, "returnByValue": True})
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", {"type": kind, "key": key, "code": key})

    def send(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """The result of a command of the DevTools protocol."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._writing.write(json.dumps(message).encode() + b"\0")
        self._writing.flush()
        while (answer := self._receive()).get("id") != number:
            pass
        assert "error" not in answer, answer
        found: dict[str, Any] = answer["result"]
        return found

    def close(self) -> None:
        """End the browser."""
        self._session = ""
        self.send("Browser.close", {})

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            chunk = self._reading.read1(65536)
            assert chunk, "the browser has ended"
            self._rest += chunk
        raw, self._rest = self._rest.split(b"\0", 1)
        message: dict[str, Any] = json.loads(raw)
        self._note(message.get("method", ""), message.get("params", {}))
        return message

    def _note(self, method: str, event: dict[str, Any]) -> None:
        self._loaded = self._loaded or method == "Page.loadEventFired"
        if method == "Log.entryAdded" and event["entry"]["level"] == "error":
            self.problems.append(event["entry"]["text"])
        if method in {"Runtime.exceptionThrown", "Network.loadingFailed"}:
            self.problems.append(json.dumps(event))


@contextmanager
def browser(path: str, profile: Path) -> Iterator[Tab]:
    """A running browser with one tab, ended when the block ends."""
    to_read, from_writer = os.pipe()
    from_reader, to_write = os.pipe()
    ends = [str(to_read), str(to_write)]
    command = [sys.executable, "-c", LAUNCH, *ends, path, *FLAGS, f"--user-data-dir={profile}"]
    process = subprocess.Popen(command, pass_fds=(to_read, to_write), stderr=subprocess.DEVNULL)
    os.close(to_read)
    os.close(to_write)
    try:
        with os.fdopen(from_reader, "rb") as reading, os.fdopen(from_writer, "wb") as writing:
            tab = Tab(reading, writing)
            tab.attach()
            yield tab
            tab.close()
    finally:
        process.terminate()
        process.wait(30)
