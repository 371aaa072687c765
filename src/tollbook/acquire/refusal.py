"""Why an address gave nothing: raised on the way and told as a `Problem` at the end of it."""

from __future__ import annotations


class Refused(Exception):
    """``code`` is that of a problem; ``again``: asking later can help; ``after``: not before so many seconds."""

    def __init__(self, code: str, message: str, *, again: bool = False, after: float | None = None) -> None:
        self.code, self.message, self.again, self.after = code, message, again, after
        super().__init__(message)
