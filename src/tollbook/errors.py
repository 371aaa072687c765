"""Faults of ours, or of how Tollbook was called. A fault in the data is a `Problem`, and the run goes on.

TollbookError                 exit code
├── UsageError                2   an unknown measure, date, story, claim
├── InputError                3   nothing of what was given can be read
├── DecidedSince              9   somebody else decided on the same since you looked
├── LedgerError               4
│   ├── LedgerMissing         4
│   ├── LedgerLocked          5
│   ├── HeadMoved             4
│   ├── LedgerNewer           4
│   ├── LedgerOlder           4
│   ├── LedgerDamaged         6   also what `verify` exits with when it finds damage
│   └── NoSpace               7
└── MissingPart               8   an extra that is not installed
"""

from __future__ import annotations


class TollbookError(Exception):
    """Base of all. ``message`` says what was found and where; ``remedy`` what to do next."""

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message, self.remedy = message, remedy
        super().__init__(f"{message} {remedy}".strip())


class UsageError(TollbookError):
    """A word on the command line that Tollbook does not know."""

    exit_code = 2


class UnknownWord(UsageError):
    """``found`` is none of ``known``."""

    def __init__(self, what: str, found: str, known: tuple[str, ...]) -> None:
        super().__init__(f"Unknown {what} {found!r}.", f"Known: {', '.join(known)}." if known else f"No {what} is known.")


class BadDate(UsageError):
    """``found`` is no date or time."""

    def __init__(self, found: str) -> None:
        super().__init__(f"{found!r} is not a date.", "Write 2022-01-10, or 2022-01-10T20:00+06:00 for an instant.")


class InputError(TollbookError):
    """Nothing of what was given can be read."""

    exit_code = 3


class OwnPlaces(InputError):
    """A file of a user's own places that cannot be read."""

    def __init__(self, path: str, told: str) -> None:
        super().__init__(
            f"{path} is no list of places: {told}.", "Each [[place]] needs id, name, lat and lon: see docs/places.md."
        )


class DecidedSince(TollbookError):
    """Somebody else decided on ``subject`` after entry ``on``; ``theirs`` is the entry with their decision, ``by`` whom."""

    exit_code = 9

    def __init__(self, *, subject: str, on: int, theirs: int, by: str, told: str) -> None:
        self.subject, self.on, self.theirs, self.by = subject, on, theirs, by
        super().__init__(
            f"{by} decided on {subject} in entry {theirs}, after entry {on} that you saw: {told}.",
            "Nothing was recorded. Look at it again, then decide.",
        )


class LedgerError(TollbookError):
    """A ledger that cannot be used as asked."""

    exit_code = 4


class LedgerMissing(LedgerError):
    """There is no ledger at ``path``."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"There is no ledger at {path}.", "Make one with `tollbook read FILE...`, or name yours with --ledger FILE."
        )


class LedgerLocked(LedgerError):
    """Another process is writing."""

    exit_code = 5

    def __init__(self, path: str) -> None:
        super().__init__(
            f"Another process is writing to {path}.", "Wait for it to end, then run the command again; nothing was written."
        )


class HeadMoved(LedgerError):
    """Something was recorded after entry ``upon``, on which what was to be recorded rests."""

    def __init__(self, path: str, upon: int, head: int) -> None:
        super().__init__(f"{path} has grown from entry {upon} to {head} meanwhile.", "Work it out anew; nothing was written.")


class LedgerNewer(LedgerError):
    """The ledger was made by a newer Tollbook."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(
            f"{path} has ledger format {found}; this Tollbook knows up to {known}.",
            "Install a newer Tollbook; the ledger was not touched.",
        )


class LedgerOlder(LedgerError):
    """The ledger was made by an older Tollbook."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(
            f"{path} has ledger format {found}; this Tollbook writes {known}.",
            "Run `tollbook doctor --upgrade`, which backs it up first.",
        )


class LedgerDamaged(LedgerError):
    """What is stored is not what was recorded."""

    exit_code = 6


class NoSpace(LedgerError):
    """The disk is full."""

    exit_code = 7

    def __init__(self, path: str) -> None:
        super().__init__(
            f"No space left to write {path}.", "Free some space, then run it again; what was acknowledged before is kept."
        )


class MissingPart(TollbookError):
    """An optional part is not installed."""

    exit_code = 8

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs a part that is not installed.", f"Install it with: pip install 'tollbook[{extra}]'.")


class MissingGazetteer(MissingPart):
    """The gazetteer is made when the package is built; a bare checkout has none."""

    def __init__(self, path: str) -> None:
        remedy = "It is made by `pip install -e .` in the checkout, or by `make demo`."
        TollbookError.__init__(self, f"There is no gazetteer at {path}.", remedy)
