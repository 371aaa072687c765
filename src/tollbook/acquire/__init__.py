"""Bytes in: files, folders of them, JSON lines and standard input, each told by its content and not by its name."""

from tollbook.acquire.item import Acquired
from tollbook.acquire.paths import acquire

__all__ = ["Acquired", "acquire"]
