"""The generation that requests are answered from: the newest one, opened when it appears."""

from threading import Lock

from dalil.base import KnowledgeBase
from dalil.errors import NotBuiltError
from dalil.files import Project


class Shelf:
    """Holds the knowledge base of a project, and takes up a newer generation at the next request."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._held: KnowledgeBase | None = None
        self._lock = Lock()

    def current(self) -> KnowledgeBase:
        """The current generation; the one held where the newest cannot be opened.

        A request that was given an older one keeps it until it ends. Raises NotBuiltError where there is
        none to hold.
        """
        held = self._held
        if held is not None and held.is_current:
            return held
        with self._lock:
            if self._held is None or not self._held.is_current:
                self._held = self._newest()
            return self._held

    def _newest(self) -> KnowledgeBase:
        try:
            return KnowledgeBase.open(self._project)
        except NotBuiltError:
            if self._held is None:
                raise
            return self._held
