"""Tollbook keeps the book on an unfolding crisis: every figure of every report, with its words, source and standing."""

__version__ = "0.1.0"
