"""What people decide: a front door beside `asking.py`, for a terminal, a server or a program.

Every decision is an entry by a pseudonym (``by="person:p7"``), with a reason. It supersedes what was read or judged and
overwrites nothing: `undo` takes back any of them, and a later reading keeps them. Each call records one decision, judges
anew the stories that it changes, and returns it as it stands in the ledger.

``on`` is the number of the last entry that the person had seen. Where somebody else has decided on the same since, nothing
is recorded and `DecidedSince` says what they decided. Without ``on``, the decision is recorded in any case.

    >>> from datetime import UTC, datetime
    >>> from tollbook.deciding import reject, undo
    >>> now = lambda: datetime.now(UTC)
    >>> wrong = reject(ledger, "c0123456789abcdef", by="person:p7", reason="an age", now=now)  # doctest: +SKIP
    >>> undo(ledger, wrong.number, by="person:p7", reason="it is a toll after all", now=now)  # doctest: +SKIP
"""

from tollbook.deciding.claims import accept, correct, reject
from tollbook.deciding.inclusion import changed_rule
from tollbook.deciding.lineages import one_origin, other_origin
from tollbook.deciding.queue import Task, precision_of, queue, task_row
from tollbook.deciding.record import decisions, undo
from tollbook.deciding.signing import sign
from tollbook.deciding.sources import merge_sources, name_source, new_source, rename_source, sources_of, split_source
from tollbook.deciding.stories import merge_stories, rename_story, set_story, silence, split_story
from tollbook.deciding.wording import quantity_of

__all__ = [
    "Task",
    "accept",
    "changed_rule",
    "correct",
    "decisions",
    "merge_sources",
    "merge_stories",
    "name_source",
    "new_source",
    "one_origin",
    "other_origin",
    "precision_of",
    "quantity_of",
    "queue",
    "reject",
    "rename_source",
    "rename_story",
    "set_story",
    "sign",
    "silence",
    "sources_of",
    "split_source",
    "split_story",
    "task_row",
    "undo",
]
