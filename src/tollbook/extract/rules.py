"""The rule-based extractor: mentions, who says them, how they stand, put together as claims."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tollbook.extract.acts import find_acts
from tollbook.extract.attribution import attribution_of, find_attributions
from tollbook.extract.mention import Attributed, Contents, Mention, Told
from tollbook.extract.mentions import find_mentions
from tollbook.extract.standing import told_as_earlier, told_standings
from tollbook.model import Action, Attribution, Claim, Report, Standing, claim_id

_DENIALS = frozenset("deny denies denied denying".split())  # whoever does that gives no figure


class RulesExtractor:
    """Reads claims by the tables of `lexicon/` and the rules of this folder."""

    name = "extract.rules"
    version = "0.2"

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """All claims of ``report``, in order of their figures."""
        mentions = find_mentions(report)
        if not mentions:
            return ()
        attributions = _attributions(report)
        contents = Contents(attributions)
        said = [attribution_of(report, m, contents) for m in mentions]
        standings = told_standings(report, mentions, attributions, said)
        ids = [claim_id(report.id, m.figure, m.measure, m.object) for m in mentions]
        return tuple(_claim(report, mentions, k, ids, said[k], told) for k, told in enumerate(standings))

    def acts(self, report: Report) -> tuple[Action, ...]:
        """All acts and statements of ``report``, in order of their words."""
        return find_acts(report, lambda: _attributions(report))


@lru_cache(maxsize=2)
def _attributions(report: Report) -> tuple[Attributed, ...]:
    """Who says what: asked twice of each report, once for its figures and once for its acts."""
    return find_attributions(report)


def _said(attribution: Attribution, told: Told) -> Attribution:
    """ "The army denied that 40 were killed": who denies a figure has not given it."""
    if (attribution.cue or "").casefold().split(" ")[0] in _DENIALS:
        return replace(attribution, said_by=None, said_by_span=None, cue=None)  # "denied responsibility for the attack that ..."
    denier, said_by = told.disputed_by, attribution.said_by
    if told.standing is not Standing.DISPUTED or denier is None or said_by is None or denier.casefold() != said_by.casefold():
        return attribution
    return replace(attribution, said_by=None, said_by_span=None, cue=None)


def _claim(report: Report, mentions: tuple[Mention, ...], k: int, ids: list[str], said: Attribution, told: Told) -> Claim:
    m = mentions[k]
    whole = None if m.part_of is None else mentions[m.part_of]
    return Claim(
        id=ids[k],
        report=report.id,
        sentence=m.sentence,
        figure=m.figure,
        measure=m.measure,
        object=m.object,
        quantity=m.quantity,
        scope=m.scope,
        attribution=_said(said, told),
        standing=told.standing,
        hedge=told.hedge,
        disputed_by=told.disputed_by,
        fate_told_by=told.fate_told_by,
        replaces=m.replaces,
        restates=m.restates or told_as_earlier(report, m),
        frame=m.frame,
        part_of=m.part_of_words if whole is None else whole.figure.text,
        part_of_claim=None if m.part_of is None else ids[m.part_of],
        count_basis=m.count_basis,
        rule=m.rule,
    )
