"""Compressing answers as they stream: which coding a client gets, and the bytes in it (RFC 9110, 8.4)."""

import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

import brotli
import zstandard

from dalil.query.formats import weighed

IDENTITY = "identity"
_TEXT = ("text/", "application/")
"""Kinds of media type that shrink; the images here are text too, and are named in full."""
_SVG = "image/svg+xml"


class Compressor(Protocol):
    """The content of one answer, piece by piece."""

    def add(self, piece: bytes) -> bytes:
        """The compressed piece: with it a client can read all that was added."""

    def end(self) -> bytes:
        """What marks the end: without it no client takes the content for whole."""


class _Zstd:
    def __init__(self) -> None:
        self._inner = zstandard.ZstdCompressor(level=3).compressobj()

    def add(self, piece: bytes) -> bytes:
        return self._inner.compress(piece) + self._inner.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._inner.flush()


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Compressor(quality=4)

    def add(self, piece: bytes) -> bytes:
        return bytes(self._inner.process(piece) + self._inner.flush())

    def end(self) -> bytes:
        return bytes(self._inner.finish())


class _Gzip:
    def __init__(self) -> None:
        self._inner = zlib.compressobj(level=5, wbits=zlib.MAX_WBITS | 16)

    def add(self, piece: bytes) -> bytes:
        return self._inner.compress(piece) + self._inner.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._inner.flush()


CODINGS: Mapping[str, Callable[[], Compressor]] = MappingProxyType(
    {"zstd": _Zstd, "br": _Brotli, "gzip": _Gzip}
)
"""Content coding → what makes a compressor for one answer; the preferred first."""


@lru_cache(128)
def choose(accept_encoding: str) -> str:
    """The coding that Accept-Encoding likes best, of equals the first of CODINGS; else IDENTITY.

    Nothing is compressed for a client that does not ask (RFC 9110, 12.5.3).
    """
    weights = dict(map(weighed, filter(str.strip, accept_encoding.split(","))))
    rest = weights.get("*", 0.0)
    best = max(CODINGS, key=lambda coding: weights.get(coding, rest))
    return best if weights.get(best, rest) > 0 else IDENTITY


def is_worthwhile(media_type: str) -> bool:
    """Whether content of that type shrinks."""
    return media_type.startswith(_TEXT) or media_type == _SVG
