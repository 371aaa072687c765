"""Wordings -> what they stand for: an issuing body, a place of the gazetteer, a day, a story."""

from tollbook.resolve.acts import resolve_acts
from tollbook.resolve.claims import resolve
from tollbook.resolve.gazetteer import Gazetteer, open_beside, open_gazetteer
from tollbook.resolve.grouping import VERSION
from tollbook.resolve.inclusion import rule_words
from tollbook.resolve.stories import (
    Assignment,
    Shelf,
    StorySketch,
    assign,
    ids_of_event,
    of_its_days,
    recalled_story,
    retitled,
    sketch,
)
from tollbook.resolve.stretches import PastEvent, past_events, stretches, told_of

__all__ = [
    "VERSION",
    "Assignment",
    "Gazetteer",
    "PastEvent",
    "Shelf",
    "StorySketch",
    "assign",
    "ids_of_event",
    "of_its_days",
    "open_beside",
    "open_gazetteer",
    "past_events",
    "recalled_story",
    "resolve",
    "resolve_acts",
    "retitled",
    "rule_words",
    "sketch",
    "stretches",
    "told_of",
]
