"""Wordings -> what they stand for: an issuing body, a place of the gazetteer, a day, a story."""

from tollbook.resolve.acts import resolve_acts
from tollbook.resolve.claims import resolve
from tollbook.resolve.gazetteer import Gazetteer, open_beside, open_gazetteer
from tollbook.resolve.grouping import VERSION
from tollbook.resolve.stories import Assignment, Shelf, StorySketch, assign, retitled, sketch

__all__ = [
    "VERSION",
    "Assignment",
    "Gazetteer",
    "Shelf",
    "StorySketch",
    "assign",
    "open_beside",
    "open_gazetteer",
    "resolve",
    "resolve_acts",
    "retitled",
    "sketch",
]
