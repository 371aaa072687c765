"""What a person can decide, as it is sent: one shape an act, each of which knows how it is carried out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tollbook.server.acts.claims import Accept, Correct, Origin, Reject
from tollbook.server.acts.ground import Hand
from tollbook.server.acts.known import refused
from tollbook.server.acts.record import Protect, Undo
from tollbook.server.acts.sources import MergeSources, NameSource, RenameSource
from tollbook.server.acts.stories import MergeStories, SetStory, Sign, Silence, SplitStory

__all__ = ["Decision", "Hand", "Protect", "refused"]

Decision = Annotated[
    Accept
    | Reject
    | Correct
    | MergeStories
    | SplitStory
    | SetStory
    | NameSource
    | MergeSources
    | RenameSource
    | Origin
    | Silence
    | Sign
    | Undo
    | Protect,
    Field(discriminator="act"),
]
