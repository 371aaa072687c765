"""Judging: lineage (who passes on whom), succession, fates, checks; and the estimates that follow."""

from tollbook.reconcile.estimate import POLICIES, estimate, estimates, estimates_of
from tollbook.reconcile.happenings import happenings
from tollbook.reconcile.heard import heard
from tollbook.reconcile.judge import judge
from tollbook.reconcile.reviewing import signed_of
from tollbook.reconcile.unfigured import tells_of_withdrawal

__all__ = [
    "POLICIES",
    "estimate",
    "estimates",
    "estimates_of",
    "happenings",
    "heard",
    "judge",
    "signed_of",
    "tells_of_withdrawal",
]
