"""How quantities are worded, and the interval that the words state."""

from __future__ import annotations

import pytest

from .cases import NEGATIVE, SYNTHETIC, WILD, Case, case, check, exact, row

CASES = [
    case(WILD, "digits with a comma", "Rebels killed 1,204 people.", exact("killed", 1204, qualifier="exact")),
    case(WILD, "digits with a no-break space", "Rebels killed 1\u00a0204 people.", exact("killed", 1204, figure="1\u00a0204")),
    case(WILD, "digits with a thin space", "Rebels killed 12\u202f040 people.", exact("killed", 12040)),
    case(WILD, "digits with a full stop, as in translations", "The quake killed 2.308 people.", exact("killed", 2308)),
    case(WILD, "a number in words", "Twenty-six marchers were killed.", exact("killed", 26, figure="Twenty-six")),
    case(WILD, "hundreds in words", "One hundred and forty villagers were killed.", exact("killed", 140)),
    case(WILD, "a scale behind digits", "The war displaced 1.4 million people.", exact("displaced", 1400000)),
    case(WILD, "one and a half thousand", "One and a half thousand people were injured.", exact("injured", 1500)),
    case(WILD, "lakhs", "The flood displaced 3 lakh people.", exact("displaced", 300000)),
    case(WILD, "a dozen is about twelve", "A dozen miners were killed.", exact("killed", 12, qualifier="about")),
    case(WILD, "half a dozen", "Half a dozen miners were killed.", exact("killed", 6, qualifier="about")),
    case(WILD, "several", "Several miners were injured.", row("injured", 3, 9, qualifier="vague")),
    case(WILD, "dozens", "Dozens of miners were injured.", row("injured", 24, 99, qualifier="vague", figure="Dozens")),
    case(WILD, "scores", "Scores of miners were injured.", row("injured", 40, 99, qualifier="vague")),
    case(WILD, "hundreds", "Hundreds of miners were injured.", row("injured", 200, 999, qualifier="vague")),
    case(WILD, "thousands", "Thousands of miners were arrested.", row("arrested", 2000, 9999, qualifier="vague")),
    case(WILD, "at least", "At least 7 miners died.", row("killed", 7, None, qualifier="at_least", figure="At least 7")),
    case(WILD, "more than", "More than 70 miners died.", row("killed", 71, None, qualifier="more_than")),
    case(WILD, "over", "Over 70 miners died.", row("killed", 71, None, qualifier="more_than")),
    case(WILD, "no fewer than", "No fewer than 70 miners died.", row("killed", 70, None, qualifier="at_least")),
    case(WILD, "nearly", "Nearly 70 miners died.", row("killed", None, 70, qualifier="nearly")),
    case(WILD, "close to", "Close to 70 miners died.", row("killed", None, 70, qualifier="nearly")),
    case(WILD, "up to", "Up to 70 miners died.", row("killed", None, 70, qualifier="up_to")),
    case(WILD, "as many as", "As many as 70 miners died.", row("killed", None, 70, qualifier="up_to")),
    case(WILD, "about", "About 70 miners died.", exact("killed", 70, qualifier="about")),
    case(WILD, "some", "Some 70 miners died.", exact("killed", 70, qualifier="about")),
    case(WILD, "between and", "Between 60 and 70 miners died.", row("killed", 60, 70, qualifier="between")),
    case(WILD, "a range with a dash", "60-70 miners died.", row("killed", 60, 70, qualifier="between")),
    case(WILD, "a range with to", "Some 60 to 70 miners died.", row("killed", 60, 70, qualifier="between")),
    case(WILD, "or more", "Seventy or more miners died.", row("killed", 70, None, qualifier="at_least")),
    case(WILD, "a plus sign", "70+ miners died.", row("killed", 70, None, qualifier="at_least")),
    case(WILD, "both", "Both pilots were killed.", exact("killed", 2)),
    case(WILD, "nobody", "Nobody was killed.", exact("killed", 0)),
    case(WILD, "no one", "No one was injured.", exact("injured", 0)),
    case(WILD, "no people", "No miners were injured.", exact("injured", 0)),
    case(SYNTHETIC, "a qualifier of a vague number keeps it vague", "At least dozens of miners died.", row("killed", 24, 99)),
    case(SYNTHETIC, "a total with another beside", "A total of 12 miners died.", exact("killed", 12, qualifier="exact")),
    case(SYNTHETIC, "full-width digits are no number we read wrongly", "The blast killed ７ miners.", exact("killed", 7)),
    case(NEGATIVE, "two thirds of a number are not reckoned out", "Two thirds of the 90 miners were killed."),
]


@pytest.mark.parametrize("one", CASES)
def test_the_interval_that_the_words_state(one: Case) -> None:
    """Each case holds its report."""
    check(one)
