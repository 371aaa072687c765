"""A sentence cut into words, numbers and marks, each with what it can be.

Offsets are code points of the report's text. Phrases of the tables ("shot dead", "unaccounted for") become one word.
"""

from __future__ import annotations

import re

from tollbook.extract.words import KEPT, Is, Tables, Word

NUMBER = (
    r"\d{1,3}(?:(?:,\d{3})+|(?:[ \u00a0\u202f\u2009]\d{3})+|(?:['’]\d{3})+|(?:\.\d{3})+(?!\d)|\. \d{3}(?= [a-z]))(?![\d])"
    r"|\d+(?:\.\d+)?"
)
_TOKEN = re.compile(
    r"[Cc][Oo][Vv][Ii][Dd]\s?[-–]\s?19"
    r"|[a-z]{2,}(?=[ ,])"  # most words: the next lines find them too, only later
    r"|(?:US|U\.S\.)?[$€£¥₹₽₦]"
    r"|\bN(?=\d[\d.,]*\s?(?:m|bn|million|billion|trillion)\b)"
    r"|\b[A-Z][^\W\d_]+\d{1,2}[A-Z][^\W\d_]+"  # a broadcaster: News4Dorra
    r"|\d+(?:st|nd|rd|th|ST|ND|RD|TH)\b"
    r"|\d+(?:[-‐‑][^\W\d_]+)+"
    rf"|{NUMBER}"
    r"|['’][sS]\b"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W\d_]+(?:(?:[-‐‑]|['’](?![sS]\b))[^\W_]+)*"
    r"|--+|[^\w\s]|_"
)
_ABBREVIATION = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "col",
        "capt",
        "maj",
        "lt",
        "sgt",
        "gov",
        "sen",
        "rep",
        "st",
        "no",
        "nos",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "incl",
    ]
)
_MARKS = {
    ".": ".",
    "!": ".",
    "?": ".",
    ";": ";",
    ":": ":",
    "(": "(",
    "[": "(",
    ")": ")",
    "]": ")",
    ",": ",",
    "-": "-",
    "–": "-",
    "—": "-",
}


class Token:
    """One word, number or mark. ``low`` is folded for the tables; ``mark`` is set for punctuation only."""

    __slots__ = ("end", "flags", "low", "mark", "start", "text", "word")

    def __init__(self, start: int, end: int, text: str, low: str, word: Word, flags: int, mark: str | None) -> None:
        self.start, self.end, self.text, self.low = start, end, text, low
        self.word, self.flags, self.mark = word, flags, mark

    def __repr__(self) -> str:
        return f"{self.text!r}"


_VALUES = {w: n for n, words in enumerate("two 2|three 3|four 4|five 5|six 6".split("|"), 2) for w in words.split()}
_AGED = frozenset(["aged", "ages", "age"])
_NOTHING = Word()
_NAME = Word(flags=Is.NOUN)
_NAMES = frozenset(["IS", "US", "WHO", "IT", "MAY", "AM"])
_DIGITS = Word(flags=Is.NUMBER | Is.DIGITS)
_ORDINAL = Word(flags=Is.ADJ)


def _is_initial(out: list[Token], text: str, at: int, end: int) -> bool:
    """ "Ana B. Maren": a letter within a name, and neither the end of a sentence nor of a list's mark."""
    if len(out) < 2 or len(out[-1].text) != 1 or not out[-1].text.isupper() or out[-1].end != at - 1:
        return False
    before, behind = out[-2], text[at : min(end, at + 3)]
    name = before.text[:1].isupper() and len(before.text) > 1 and before.mark is None and not before.flags & (Is.PREP | Is.DET)
    name = name or (out[-1].text in "NSEW" and bool(before.flags & Is.PREP))  # "in W. Dorra"
    return name and behind[:1] == " " and behind[1:2].isupper() and behind[2:3].isalpha() and before.end + 2 > out[-1].start


_Kind = tuple[str, Word, int, str | None, bool]  # folded, its entry, what it can be, its mark, whether its neighbours are asked


def lex(text: str, start: int, end: int, t: Tables, upper: bool = True) -> list[Token]:
    """The tokens of ``text[start:end]``. ``upper`` is set for text without small letters, where "IS" and "US" are no names."""
    out: list[Token] = []
    known = t.pieces
    aged, brackets, digits = False, False, 0
    for m in _TOKEN.finditer(text, start, end):
        piece = m[0]
        first, last = m.span()
        low, word, flags, mark, doubtful = known.get(piece) or _kind_of(piece, t)
        if doubtful:
            if mark == "." and out and out[-1].low in _ABBREVIATION and text[last : last + 2].strip():
                out[-1].end = last
                continue
            if mark == "." and _is_initial(out, text, last, end):
                out[-1].end, out[-1].low, out[-1].word, out[-1].flags = last, out[-1].low + ".", _NAME, _NAME.flags
                continue
            if piece == "N" and text[last : last + 1].isdecimal():
                low, word, flags, mark = "₦", _NOTHING, Is.MARK, "₦"  # N75m
            elif not upper and piece in _NAMES:
                word, flags = _NAME, _NAME.flags
            aged, brackets = aged or low in _AGED, brackets or mark == "("
            digits += word is _DIGITS
        out.append(Token(first, last, piece, low, word, flags, mark))
    out = _ageless(out) if aged else out
    out = _listed_ages(out) if digits > 1 and sum(1 for k in out if k.flags & Is.NUMBER) > 2 else out
    return _merge(_plain(out) if brackets else out, text, t)


def _kind_of(piece: str, t: Tables) -> _Kind:
    """What a piece of text is wherever it stands; kept, but for numbers, so that the next one like it is looked up once."""
    first = piece[0]
    if first.isalpha() or (first in "'’" and len(piece) == 2):
        found = _word_of(piece, t)
    elif first.isdecimal():  # a superscript is a digit to Python, and no number
        digits = _DIGITS if piece[-1].isdecimal() else _ORDINAL
        return piece.lower(), digits, digits.flags, None, True
    else:
        found = piece.lower(), _NOTHING, Is.MARK, _MARKS.get(piece, first), first == "." or piece in "(["
    if len(t.pieces) < KEPT:
        t.pieces[piece] = found
    return found


def _word_of(piece: str, t: Tables) -> _Kind:
    low = piece.lower().replace("’", "'")
    word, numbers = t.word(low), t.raw["numbers"]
    units = numbers["units"]
    if low in units or low in numbers["scales"] or ("-" in low and _hyphened(low, units) is not None):
        return low, word, Is.NUMBER, None, False
    return low, word, word.flags, None, piece == "N" or piece in _NAMES or low in _AGED


def _plain(tokens: list[Token]) -> list[Token]:
    """Without asides that only name something again: "HW [Harbour Watch]", "Velmark Union (VU)"."""
    out: list[Token] = []
    i, n = 0, len(tokens)
    while i < n:
        k = tokens[i]
        if k.text in "([":
            close = next((j for j in range(i + 1, min(i + 14, n)) if tokens[j].text in ")]"), None)
            inside = tokens[i + 1 : close] if close is not None else []
            if close is not None and (_names_again(inside, k.text) or (out and _counts_again(out[-1], inside))):
                i = close + 1
                continue
        out.append(k)
        i += 1
    return out


def _ageless(tokens: list[Token]) -> list[Token]:
    """Without ages: "two brothers | aged 8 and 11 |", "Ilya Maren, | aged 40, |", "two men, | ages 25 and 26, |"."""
    out: list[Token] = []
    i, n = 0, len(tokens)
    while i < n:
        j = i + 1
        if tokens[i].low == "aged" or (tokens[i].low in _AGED and out and out[-1].mark in (",", "(")):
            while j < n and (
                tokens[j].flags & Is.NUMBER
                or (tokens[j].low in ("and", "to", "between", "-", ",", "from") and j + 1 < n and tokens[j + 1].flags & Is.NUMBER)
            ):
                j += 1
        if j > i + 1:
            if out and out[-1].mark == "," and j < n and tokens[j].mark == ",":
                j += 1
                if j >= n or tokens[j].flags & Is.MARK == 0:
                    out.pop()
            i = j
            continue
        out.append(tokens[i])
        i += 1
    return out


def _listed_ages(tokens: list[Token]) -> list[Token]:
    """Without as many ages as there are people: "two men, | 25 and 26, | died"."""
    for i, k in enumerate(tokens[:-5]):
        if not k.flags & Is.PLURAL or not k.flags & Is.PEOPLE or tokens[i + 1].mark != "," or not tokens[i + 2].flags & Is.DIGITS:
            continue
        j, ages = i + 2, 0
        while j < len(tokens) and (tokens[j].flags & Is.DIGITS or tokens[j].mark == "," or tokens[j].low == "and"):
            ages += bool(tokens[j].flags & Is.DIGITS)
            if tokens[j].flags & Is.DIGITS and not (tokens[j].text.isdecimal() and int(tokens[j].text) < 110):
                break
            j += 1
        counted = any(_VALUES.get(t.low) == ages for t in tokens[max(0, i - 3) : i])
        if ages > 1 and counted and tokens[j - 1].mark == ",":
            return tokens[: i + 1] + tokens[j:]
    return tokens


def _names_again(inside: list[Token], bracket: str) -> bool:
    if any(k.flags & Is.NUMBER for k in inside):
        return False
    acronym = len(inside) == 1 and inside[0].text.isupper() and len(inside[0].text) > 1
    return acronym or (bracket == "[" and len(inside) > 0 and not any(k.flags & Is.OF for k in inside[:1]))


def _counts_again(before: Token, inside: list[Token]) -> bool:
    """ "14 (fourteen)", "fourteen (14)": the same number, once in words and once in digits."""
    alone = len(inside) == 1 and inside[0].flags & before.flags & Is.NUMBER
    return bool(alone) and before.flags & Is.DIGITS != inside[0].flags & Is.DIGITS


def _hyphened(low: str, units: dict[str, int]) -> int | None:
    tens, _, ones = low.partition("-")
    return units[tens] + units[ones] if tens in units and ones in units and units[tens] >= 20 and 0 < units[ones] < 10 else None


def _merge(tokens: list[Token], text: str, t: Tables) -> list[Token]:
    """Phrases of the tables as one token each, longest first."""
    phrases, seconds = t.phrases, t.seconds
    out: list[Token] = []
    done, n = 0, len(tokens)
    for i, k in enumerate(tokens):
        if i < done:
            continue
        behind = seconds.get(k.low)
        if behind is None or (i + 1 < n and tokens[i + 1].low not in behind and "" not in behind):
            out.append(k)
            continue
        for rest, word in phrases[k.low]:
            end = i + 1 + len(rest)
            if end <= n and all(tokens[i + 1 + x].low == r for x, r in enumerate(rest)):
                last = tokens[end - 1]
                out.append(Token(k.start, last.end, text[k.start : last.end], " ".join((k.low, *rest)), word, word.flags, None))
                done = end
                break
        else:
            out.append(k)
    return out
