"""What looks like a figure and is none, and the like of it that is one."""

from __future__ import annotations

import pytest

from tollbook.extract.doubtful import common_nouns
from tollbook.extract.words import tables

from .cases import NEGATIVE, WILD, Case, case, check, exact

TWO = (exact("killed", 1), exact("killed", 1))
CASES = [
    case(
        NEGATIVE,
        "an age between commas",
        "Vera Holm, 31, and Ivo Brandt, 54, were killed.",
        exact("killed", 1),
        exact("killed", 1),
    ),
    case(
        NEGATIVE,
        "an age and a child",
        "Ivo Brandt, 16, and 13-year-old Vera Holm were found dead.",
        exact("killed", 1),
        exact("killed", 1),
    ),
    case(
        NEGATIVE, "counted twice", "The office cut its toll to 9, saying two bodies had been counted twice.", exact("killed", 9)
    ),
    case(NEGATIVE, "counted them twice", "The clinic had counted two bodies twice and gave 9 dead.", exact("killed", 9)),
    case(WILD, "who counts twice", "Nine people died in Dorra, where votes were counted twice.", exact("killed", 9)),
    case(NEGATIVE, "an age of several", "All the dead are under the age of 18."),
    case(NEGATIVE, "the age of a man", "Deputies shot a man, 18, on Harbour Road.", exact("killed_or_injured", 1)),
    case(WILD, "no age", "In Velmark, 31 people, most of them miners, were killed.", exact("killed", 31)),
    case(
        NEGATIVE,
        "an age behind two names, without a comma behind it",
        "Anton Weekly, 24 was shot in the chest, Mila Brod, 26 was shot in the leg.",
        exact("killed_or_injured", 1),
    ),
    case(
        NEGATIVE,
        "an age at the end",
        "He shot to death Vera Holm and her daughter, Mila Holm, 28.",
        exact("killed", 1),
        exact("killed", 1),
    ),
    case(WILD, "a town of two names", "In Port Velmark, 26 were killed.", exact("killed", 26)),
    case(WILD, "a county", "Dorra County, 26 killed.", exact("killed", 26)),
    case(WILD, "people in a headline", "Four People Wounded, 1 Critically", exact("injured", 4), exact("seriously_injured", 1)),
    case(NEGATIVE, "ages of several", "Two females, 28 and 27, were taken to hospital.", exact("hospitalised", 2)),
    case(WILD, "others behind a boy", "Boy, 2 Others Wounded in Dorra", exact("injured", 1), exact("injured", 2)),
    case(NEGATIVE, "how old the victims are", "The victims were 33, 18, 16 and 12 years old."),
    case(NEGATIVE, "how old one victim was", "Another victim was 16."),
    case(WILD, "how many they were", "The number of dead was 16.", exact("killed", 16)),
    case(NEGATIVE, "ages as far as is known", "They found two women, believed to be 30 and 60, shot dead."),
    case(NEGATIVE, "ages that range", "The victims ranged in age from 14 to 47."),
    case(NEGATIVE, "wounds of one", "The teacher suffered nine stab wounds."),
    case(NEGATIVE, "arrests of one's life", "The suspect has 19 prior arrests."),
    case(WILD, "arrests before", "Three previous arrests were made in connection with the theft.", exact("arrested", 3)),
    case(NEGATIVE, "a year", "Two men stand trial for the 2013 slayings in Dorra County."),
    case(WILD, "as many as a year", "The quake killed 2013 people.", exact("killed", 2013)),
    case(
        NEGATIVE,
        "the number of a house",
        "He shot a guard at the inn, 601 W. Brod St., on Friday.",
        exact("killed_or_injured", 1),
    ),
    case(
        NEGATIVE,
        "a share is no number",
        "The coroner recorded 486 deaths. Police answered 98 calls, of which two thirds concerned people over 70.",
        exact("killed", 486),
    ),
    case(NEGATIVE, "a film", "In the film, which opens on Friday, a sniper kills 14 soldiers."),
    case(WILD, "a film set", "In the film studio fire 14 people were killed.", exact("killed", 14)),
    case(NEGATIVE, "a call", "Police released a 911 call in which a woman asks for help."),
    case(WILD, "as many as a number that is dialled", "The quake killed 911 people.", exact("killed", 911)),
    case(NEGATIVE, "one another", "They are killing one another over a well."),
    case(NEGATIVE, "warrants", "So far 17 search warrants have been executed."),
    case(WILD, "prisoners", "So far 17 prisoners have been executed.", exact("killed", 17)),
    case(NEGATIVE, "not mentioned", "The communique does not mention any casualties."),
    case(NEGATIVE, "not known", "It is not known whether the rebels suffered any losses."),
    case(NEGATIVE, "asked", "Are there any policemen wounded?"),
    case(NEGATIVE, "not known yet", "There are no reports on casualties yet."),
    case(NEGATIVE, "no figure", "No casualty figure was given for the raid."),
    case(NEGATIVE, "no longer", "Mayors are no longer murdered there."),
    case(WILD, "none", "No policemen were wounded.", exact("injured", 0)),
    case(NEGATIVE, "a suspect who flees", "The gunman fled on foot."),
    case(NEGATIVE, "a minister's protest", "The foreign minister protested to the ambassador."),
    case(NEGATIVE, "a result", "AS A RESULT, THE MARKET WAS CLOSED AND THE WOUNDED WERE CARRIED OFF."),
    case(NEGATIVE, "an aircraft", "The rebels shot down an army Falcon A-37."),
    case(WILD, "a member", "A member of the council was shot dead.", exact("killed", 1)),
    case(NEGATIVE, "a free port", "Iquala is the only free port Velmark has."),
    case(NEGATIVE, "a patrol", "They have a patrol trapped in a mill."),
    case(NEGATIVE, "a letter sent", "As leader of the bloc, she sent a letter."),
    case(
        NEGATIVE,
        "who denies has not said",
        "The army denied that 40 of its men had been killed.",
        exact("killed", 40, said_by=None, standing="disputed", disputed_by="The army"),
    ),
    case(NEGATIVE, "a summit", "He and 15 other ministers attended a summit."),
]
FRAMED = [
    case(NEGATIVE, "a warrant", "A judge signed a warrant for the arrest of 12 men.", exact("arrested", 12, frame="forecast")),
    case(NEGATIVE, "a mission", "The cell had the mission of killing two judges.", exact("killed", 2, frame="forecast")),
    case(
        NEGATIVE,
        "asked to quickly",
        "They were asked to immediately evacuate 40 villagers.",
        exact("evacuated", 40, frame="forecast"),
    ),
    case(NEGATIVE, "recalled", "Let us recall the raid in which 100 died.", exact("killed", 100, frame="background")),
    case(
        NEGATIVE,
        "an old event in a relative clause",
        "In 2021 the group was named. It was known for the raid of May 2012, which killed five guards.",
        exact("killed", 5, frame="background"),
    ),
]


@pytest.mark.parametrize("row", [*CASES, *FRAMED])
def test_what_looks_like_a_figure(row: Case) -> None:
    check(row)


def test_no_common_noun_is_a_word_for_people() -> None:
    t = tables()
    assert not [w for w in common_nouns() if t.word(w).people or t.word(w).noun or t.word(w).verb]
