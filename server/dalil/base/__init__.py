"""Where the engines meet: a project folder in, a knowledge base out."""

from dalil.base.knowledge import KnowledgeBase

__all__ = ["KnowledgeBase"]
