"""From what was acquired to reports: text frozen, typed blocks, sentences, dates with how they were found."""

from tollbook.read.repair import original
from tollbook.read.report import Found, read
from tollbook.read.sentences import sentences

__all__ = ["Found", "original", "read", "sentences"]
