"""The extractor as a whole: spans are exact in any script, reading twice is reading once, the prefilter loses nothing."""

from __future__ import annotations

import itertools
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.extract.lexing import lex
from tollbook.extract.rules import RulesExtractor
from tollbook.extract.screening import may_count, words_of
from tollbook.extract.trie import trie_pattern
from tollbook.extract.words import tables
from tollbook.model import Report, Span

from .cases import claims_of, report_of

SENTENCES = (
    "Nine demonstrators were killed in Dorra, the ministry said.",
    "More than 1\u00a0204 people were injured, 17 of them gravely.",
    "Police arrested 31 people, including two reporters.",
    "The death toll rose from 38 to 41.",
    "Damage was estimated at 90 million euros.",
    "Ilya Maren, 72, was shot dead near Velmark.",
    "Between 60 and 70 shops were looted.",
    "The figure could not be independently verified.",
    "NINE SOLDIERS WERE KILLED AND 12 WERE WOUNDED.",
)
STRANGE = (
    "В Алматы погибли 26 человек.",
    "Жертвами стали 16 военных 😢🕯️.",
    "L\u0065\u0301on e\u0301tait la\u0300.",
    "They\u2019re gone \u2014 all \u201cof them\u201d.",
    "👨‍👩‍👧‍👦 and 🇰🇿 flags.",
    "a\u00a0b\u202fc\u2009d\u200be",
    "İstanbul'da ǅ ﬁ ß 12.",
)
# Enough English that a line of another language does not make the report one of that language.
FILLER = " ".join(["The town lies on the river and the people of the valley have been there for as long as it is known."] * 4)
pieces = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(STRANGE), st.text(max_size=40))
texts = st.builds(lambda first, rest: " ".join([first, *rest]), st.sampled_from(SENTENCES), st.lists(pieces, max_size=7))


def spans(report: Report) -> list[Span]:
    out = []
    for c in RulesExtractor().extract(report):
        found = (c.figure, c.sentence, c.scope.where_span, c.scope.when_span, c.attribution.said_by_span)
        out += [s for s in found if s is not None]
    return out


@settings(max_examples=200, deadline=None)
@given(texts)
def test_every_span_is_exact(text: str) -> None:
    report = report_of(text)
    for s in spans(report):
        assert report.text[s.start : s.end] == s.text
        assert s.text


@settings(max_examples=60, deadline=None)
@given(texts)
def test_extracting_twice_is_extracting_once(text: str) -> None:
    assert claims_of(text) == claims_of(text)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(STRANGE))
def test_words_of_any_script_before_a_figure_move_its_span_and_nothing_else(sentence: str, before: str) -> None:
    alone, behind = report_of(f"{FILLER}\n\n{sentence}"), report_of(f"{FILLER} {before}\n\n{sentence}")
    shift = behind.text.index(sentence) - alone.text.index(sentence)
    a, b = RulesExtractor().extract(alone), RulesExtractor().extract(behind)
    assert [(c.figure.start + shift, c.measure, c.quantity) for c in a] == [(c.figure.start, c.measure, c.quantity) for c in b]


@settings(max_examples=60, deadline=None)
@given(texts)
def test_ids_are_unique_and_in_order(text: str) -> None:
    claims = claims_of(text)
    assert len({c.id for c in claims}) == len(claims)
    assert [c.figure.start for c in claims] == sorted(c.figure.start for c in claims)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_tokens_are_in_order_and_are_the_words_of_the_text(text: str) -> None:
    found = lex(text, 0, len(text), tables(), False)
    assert all(text[k.start : k.end] == k.text or text[k.start : k.end] == f"{k.text}." for k in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_a_superscript_is_no_number_and_no_fault() -> None:
    """
    Nine people were killed near the lake of 40 km².² Officials said so.
    """
    (claim,) = claims_of("Nine people were killed near the lake of 40 km².² Officials said so.")
    assert claim.quantity.low == 9


def test_a_report_without_a_casualty_word_is_not_read_at_all() -> None:
    """
    The choir sang for 40 guests.
    """
    text = "The choir sang for 40 guests."
    assert not may_count(words_of(text, 0, len(text)), text, 0, len(text))
    assert claims_of(text) == ()


def test_the_prefilter_finds_every_sentence_with_a_claim() -> None:
    for sentence in SENTENCES:
        if claims_of(sentence):
            assert may_count(words_of(sentence, 0, len(sentence)), sentence, 0, len(sentence)), sentence


@given(st.lists(st.text("abcde", min_size=1, max_size=6), min_size=1, max_size=20))
def test_the_trie_matches_its_words_and_no_others(words: list[str]) -> None:
    pattern = re.compile(trie_pattern(words))
    assert all(pattern.fullmatch(w) for w in words)
    assert not any(pattern.fullmatch(w + "x") for w in words)
