"""Words that count people and mean something else: sport, elections, products, results of companies; and the like that counts."""

from __future__ import annotations

import pytest

from .cases import NEGATIVE, WILD, Case, case, check, exact, row

CASES = [
    case(NEGATIVE, "a match", "Osk beat the Rovers of Kut 2-1 on Sunday."),
    case(NEGATIVE, "an election", "The senator beat the mayor in the primary by nine points."),
    case(NEGATIVE, "a name beaten", "Nobody can beat Vera Holm."),
    case(WILD, "blows", "Two men beat the shopkeeper with iron bars.", exact("injured", 1)),
    case(WILD, "blows to a name", "A mob beat Ivo Brandt in the market.", exact("injured", 1)),
    case(NEGATIVE, "a seat captured", "Brandt captured the nomination."),
    case(NEGATIVE, "a town captured", "Rebels captured the town of Kut."),
    case(WILD, "a commander captured", "Rebels captured the commander of the garrison.", exact("arrested", 1)),
    case(NEGATIVE, "a statement", "The mayor released a statement on Monday."),
    case(NEGATIVE, "a photo", "Police released a photo of Ivo Brandt, the suspect."),
    case(NEGATIVE, "a telephone", "The band will release Night Ferry in May."),
    case(NEGATIVE, "a press release", "A press release the mayor sent on Monday speaks of rain."),
    case(NEGATIVE, "a free press", "The mayor reads the Free Press, and is for free trade."),
    case(WILD, "set free", "Vera Holm was released on bail.", exact("released", 1)),
    case(WILD, "freed", "The rebels freed a nurse.", exact("released", 1)),
    case(NEGATIVE, "a shot on goal", "Osk had only one shot on goal."),
    case(NEGATIVE, "a chance", "They get another shot to win the league."),
    case(WILD, "a man shot", "One man was shot at his door.", exact("killed_or_injured", 1)),
    case(NEGATIVE, "a row of results", "Osk is on a 1-6-2 run and has had injuries."),
    case(NEGATIVE, "a number to call", "Callers missing a parcel may ring 337-2918650."),
    case(
        NEGATIVE,
        "an hour",
        "Officers were sent there at about 10:30 p.m., and he died around 9 a.m.",
    ),
    case(NEGATIVE, "a station", "Nine teens were shot. (Photo Source: Osk Action News 5)", exact("killed_or_injured", 9)),
    case(NEGATIVE, "a gallery", "Image 4 of 9: Vera Holm was shot dead in May.", exact("killed", 1)),
    case(WILD, "an age by its ten", "A man in his 60s was killed.", exact("killed", 1)),
    case(WILD, "a road", "Four people were killed on the M2 highway.", exact("killed", 4)),
    case(NEGATIVE, "a quarter's loss", "The mill reported a loss of $304 million on revenue of $167 million."),
    case(WILD, "losses by riots", "Riots caused a loss of $304 million.", exact("damage_cost", 304_000_000)),
    case(NEGATIVE, "an advertisement", "Save hundreds on your next telephone."),
    case(WILD, "people saved", "The crew saved hundreds of passengers.", row("rescued", 200, 999, qualifier="vague")),
    case(NEGATIVE, "a first person who fears", "I'm going to die."),
    case(NEGATIVE, "a verb in a name", "The price of the Osk Hang Seng index rose in the morning trade, dealers said."),
]


@pytest.mark.parametrize("one", CASES)
def test_words_of_another_sense(one: Case) -> None:
    """Each case holds its sentence."""
    check(one)
