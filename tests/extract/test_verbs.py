"""Who stands before or behind a verb, over all that is put in between."""

from __future__ import annotations

import pytest

from .cases import KNOWN, NEGATIVE, SYNTHETIC, WILD, Case, case, check, exact, row

CASES = [
    case(WILD, "a passive", "Four farmers were shot dead near Dorra.", exact("killed", 4, who="farmers", where="Dorra")),
    case(WILD, "an active", "Gunmen shot dead four farmers near Dorra.", exact("killed", 4, by_whom="Gunmen")),
    case(WILD, "one that dies", "Four farmers died of their wounds.", exact("killed", 4)),
    case(
        WILD,
        "two verbs and an ellipsis",
        "Nine guards were killed and 31 injured.",
        exact("killed", 9, who_class="security_forces"),
        exact("injured", 31, who_class="security_forces"),
    ),
    case(
        WILD,
        "a list before the verb",
        "Three nurses, two porters and a driver were kidnapped.",
        exact("kidnapped", 3, who="nurses"),
        exact("kidnapped", 2, who="porters"),
        exact("kidnapped", 1),
    ),
    case(
        WILD,
        "a list behind the verb",
        "The blast killed three nurses, two porters and a driver.",
        exact("killed", 3),
        exact("killed", 2),
        exact("killed", 1),
    ),
    case(WILD, "over a relative clause", "Six men who had entered the camp were detained.", exact("arrested", 6)),
    case(WILD, "over an insertion", "Six men, most of them farmers, were detained.", exact("arrested", 6)),
    case(WILD, "over a prepositional phrase", "Six men from the villages around Dorra were detained.", exact("arrested", 6)),
    case(WILD, "with a participle", "Police fired on the crowd, killing six men.", exact("killed", 6, by_whom=None)),
    case(
        WILD,
        "a headline without auxiliaries",
        "Six killed, 14 wounded in Dorra market blast",
        exact("killed", 6),
        exact("injured", 14),
    ),
    case(WILD, "serious injuries", "Six men were seriously injured.", exact("seriously_injured", 6)),
    case(WILD, "rounded up", "Six men were rounded up overnight.", exact("arrested", 6)),
    case(WILD, "went missing", "Six men went missing at sea.", exact("missing", 6)),
    case(WILD, "taken hostage", "Six men were taken hostage.", exact("kidnapped", 6)),
    case(WILD, "freed", "Six men were released on bail.", exact("released", 6)),
    case(WILD, "fled", "Six thousand people fled their homes.", exact("displaced", 6000)),
    case(WILD, "evacuated", "Six hundred people were evacuated.", exact("evacuated", 600)),
    case(WILD, "rescued", "Rescuers rescued six men from the mine.", exact("rescued", 6)),
    case(WILD, "trapped", "Six men are trapped in the mine.", exact("trapped", 6)),
    case(WILD, "taken to hospital", "Six men were taken to hospital.", exact("hospitalised", 6)),
    case(WILD, "shops looted", "More than 40 shops were looted.", row("looted", 41, None, object="business", who_class=None)),
    case(WILD, "houses destroyed", "The fire destroyed 40 houses.", exact("destroyed", 40, object="house")),
    case(WILD, "vehicles damaged", "Forty cars were damaged.", exact("damaged", 40, object="vehicle")),
    case(WILD, "shot: whether they lived is not said", "Six men were shot in Dorra.", exact("killed_or_injured", 6)),
    case(WILD, "one name", "Police said that Marta Ilves was killed.", exact("killed", 1, figure="Marta Ilves")),
    case(WILD, "a man", "A man was stabbed to death in Dorra.", exact("killed", 1, who="A man", extent="incident")),
    case(
        WILD,
        "text in capitals",
        "DORRA -- SIX SOLDIERS WERE KILLED AND 12 WERE WOUNDED.",
        exact("killed", 6),
        exact("injured", 12),
    ),
    case(WILD, "suspected to be", "Nine men suspected to be smugglers were shot dead.", exact("killed", 9, who="men")),
    case(WILD, "a suspected one", "Police captured suspected smuggler Ilya Maren.", exact("arrested", 1)),
    case(WILD, "reports indicating", "She read reports indicating nine men had been killed.", exact("killed", 9)),
    case(WILD, "over two commas", "The head of the guild, in Dorra, Lund county, was murdered.", exact("killed", 1)),
    case(WILD, "a couple is two", "A young couple were killed.", exact("killed", 2, who="A young couple")),
    case(WILD, "joined adjectives", "Twenty armed and masked men were arrested.", exact("arrested", 20)),
    case(
        WILD,
        "along with several",
        "The banker was shot dead along with his son and nine guards.",
        exact("killed", 1),
        exact("killed", 1),
        exact("killed", 9),
    ),
    case(SYNTHETIC, "reported killed", "Six men were reported killed.", exact("killed", 6)),
    case(SYNTHETIC, "believed to have died", "Six men are believed to have died.", exact("killed", 6, standing="estimated")),
    case(SYNTHETIC, "hit by gunfire", "Six men were hit by gunfire.", exact("killed_or_injured", 6)),
    case(SYNTHETIC, "fell under bullets", "She saw six men fall under bullets near the mill.", exact("killed_or_injured", 6)),
    case(WILD, "taken to some hospitals", "Forty others were taken to two hospitals.", exact("hospitalised", 40)),
    case(WILD, "driven from their homes", "Floods drove 400 farmers from their homes.", exact("displaced", 400)),
    case(WILD, "in a serious condition", "Five boys are in a critical condition.", exact("seriously_injured", 5)),
    case(NEGATIVE, "nurses in hospitals", "Forty nurses took flowers to two hospitals after the deaths."),
    case(SYNTHETIC, "in shelters", "Some 800 people are staying in shelters.", exact("sheltered", 800)),
    case(NEGATIVE, "a negated verb", "The six men were not injured."),
    case(NEGATIVE, "hit by a bus is no fire", "Six women were hit by a slogan."),
    case(NEGATIVE, "cattle", "Six cows were killed by lightning."),
    case(NEGATIVE, "killed an idea", "Six amendments were killed in the senate."),
    case(NEGATIVE, "survivors", "Six men survived."),
    case(KNOWN, "who were shot and later died", "Six men were shot; all later died.", exact("killed", 6)),
]


@pytest.mark.parametrize("one", CASES)
def test_who_the_verb_counts(one: Case) -> None:
    """Each case holds its report."""
    check(one)
