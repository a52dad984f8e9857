"""The generation that requests are answered from, and whether there is a newer one."""

from dalil.base import KnowledgeBase
from dalil.errors import BusyError, DalilError
from dalil.files import Project


class Shelf:
    """Holds the knowledge base of a project; a request keeps the one that it was given until it ends."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._held: KnowledgeBase | None = None
        self.obstacle: DalilError = BusyError("the server is starting", remedy="try again in some seconds")
        """Why there is nothing to hold, as long as there is nothing."""

    @property
    def generation(self) -> str:
        """The id of the generation held; empty where there is none."""
        return "" if self._held is None else self._held.generation

    def current(self) -> KnowledgeBase:
        """The knowledge base held. Raises BusyError or NotBuiltError where there is none."""
        if self._held is None:
            raise self.obstacle
        return self._held

    def newer(self) -> KnowledgeBase | None:
        """The current generation of the project; None where it is the one held. Raises NotBuiltError."""
        held = self._held
        return KnowledgeBase.open(self._project) if held is None or not held.is_current else None

    def put(self, kb: KnowledgeBase) -> None:
        """Answer from this one from now on."""
        self._held = kb
