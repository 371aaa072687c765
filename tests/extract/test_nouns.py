"""Nouns and predicates that count: "5 deaths", "the murder of six men", "no casualties", "34 dead"."""

from __future__ import annotations

import pytest

from .cases import KNOWN, NEGATIVE, SYNTHETIC, WILD, Case, case, check, exact, row

CASES = [
    case(WILD, "counted", "The clinic recorded 14 deaths.", exact("killed", 14)),
    case(WILD, "dead", "The attack left 14 dead.", exact("killed", 14)),
    case(WILD, "dead and wounded: one figure for both", "The attack left 14 dead and wounded.", exact("killed_or_injured", 14)),
    case(WILD, "people dead and wounded", "The raid left 14 people dead and wounded.", exact("killed_or_injured", 14)),
    case(WILD, "casualties", "The army suffered 14 casualties.", exact("killed_or_injured", 14)),
    case(WILD, "bodies", "Rescuers recovered 14 bodies.", exact("killed", 14)),
    case(WILD, "of", "They condemned the murder of six teachers.", exact("killed", 6, who_class="workers")),
    case(WILD, "arrest of", "Police announced the arrest of six teachers.", exact("arrested", 6, said_by="Police")),
    case(WILD, "lives lost", "The storm claimed 14 lives.", exact("killed", 14)),
    case(WILD, "lives saved are no dead", "The vaccine saved 14 lives."),
    case(
        WILD, "no casualties: nobody killed, nobody injured", "There were no casualties.", exact("injured", 0), exact("killed", 0)
    ),
    case(WILD, "no deaths", "There were no deaths.", exact("killed", 0)),
    case(WILD, "still missing", "Fourteen miners are still missing.", exact("missing", 14)),
    case(WILD, "unaccounted for", "Fourteen miners are unaccounted for.", exact("missing", 14)),
    case(WILD, "in custody", "Fourteen miners remain in custody.", exact("held", 14)),
    case(WILD, "homeless", "The quake left 1,400 people homeless.", exact("homeless", 1400)),
    case(WILD, "injured people", "The ward treats 14 injured people.", exact("injured", 14)),
    case(WILD, "cases opened", "Prosecutors opened 14 criminal cases.", exact("investigated", 14, object="case")),
    case(WILD, "arrests", "The raids led to 14 arrests.", exact("arrested", 14)),
    case(WILD, "owner", "The bishop's murder shocked the town.", exact("killed", 1)),
    case(WILD, "killers of", "Police hunt the killers of nine porters.", exact("killed", 9)),
    case(WILD, "dead as an adjective", "Divers found 14 dead miners.", exact("killed", 14, who_class="workers")),
    case(WILD, "displaced people", "Some 400 internally displaced people live there.", exact("displaced", 400)),
    case(WILD, "the razing of", "The raid ended in the razing of 40 houses.", exact("destroyed", 40, object="house")),
    case(NEGATIVE, "one of the worst massacres", "It was one of the worst massacres in memory."),
    case(NEGATIVE, "a death row", "He spent 14 years on death row."),
    case(SYNTHETIC, "more than, before a noun", "There were more than 14 deaths.", row("killed", 15, None)),
    case(NEGATIVE, "a sentence is no killing", "The court handed down 14 death sentences on Monday."),
    case(
        SYNTHETIC,
        "dead, and wounded with a number of their own",
        "The attack left 14 dead and wounded 20.",
        exact("killed", 14),
        exact("injured", 20),
    ),
    case(KNOWN, "the dead and wounded told by their number", "The dead and wounded number 14.", exact("killed_or_injured", 14)),
]


@pytest.mark.parametrize("one", CASES)
def test_what_the_noun_counts(one: Case) -> None:
    """Each case holds its report."""
    check(one)
