"""Acts and statements: each wording that a rule reads, and beside it what only looks like one."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from tollbook.acquire import Acquired
from tollbook.extract.acts_screening import may_tell
from tollbook.extract.rules import RulesExtractor
from tollbook.model import Action, Frame, Standing
from tollbook.read import read

ACTS = """
The authorities imposed a state of emergency and a night curfew in Dorra.|state_of_emergency curfew
A state of emergency was declared on Monday.|state_of_emergency
The government was dismissed by the president.|government_dismissed
The president sacked the cabinet after riots in Dorra.|government_dismissed riot
The internet was cut in the whole province.|internet_shutdown
Mobile internet was restored in Dorra on Monday.|internet_restored
The banks suspended operations, as did airports in Dorra and Velmark.|banks_closed airport_closed
Protesters pulled down a statue of the former leader.|statue_toppled
The army retook the town hall at dawn.|building_retaken
Police drove the crowd from the main square.|building_retaken
The alliance sent troops to Dorra.|troops_deployed
Dorra announced the arrival in Velmark of foreign soldiers.|troops_deployed
The troops pulled out of Velmark on Friday.|troops_withdrawn
The president ordered his forces to open fire without warning.|lethal_force_authorised
Police fired live ammunition at demonstrators.|live_fire
Soldiers opened fire on protesters near the bridge.|live_fire
Demonstrators stormed the governor's office and set fire to the town hall.|building_seized building_burned
Shops were looted in Dorra.|looting
Dorra announced on Saturday the arrest of the former harbour director.|official_arrested
The interior minister was arrested on Friday.|official_arrested
Police arrested forty people.|arrest
The government freed 30 prisoners.|detainees_released
The cabinet cut fuel prices.|price_concession
The president declared a day of mourning.|mourning_day
Buses were running again on Monday.|transport_resumed
The two delegations held talks in Velmark.|talks
Dorra called on all sides to show restraint.|appeal
Dorra condemned the raid.|condemnation
The mayor accused the police of brutality.|accusation
The ministry denied the report.|denial
Velmark rejected any talks with the rebels.|refusal
The general warned the crowd against approaching.|warning
The union called a general strike.|strike
The strike was called off on Tuesday.|strike_called_off
The curfew was lifted.|restriction_lifted
The colonel resigned on Tuesday.|resignation
Gunmen killed a priest in Dorra.|killing
Nine miners were killed by gunmen.|killing
A bomb exploded in Dorra.|bombing
The explosion of two bombs shook Dorra.|bombing
Gunmen shot in the air.|shooting
Brodov was reportedly killed by his lieutenants.|killing
Villagers confronted the kidnappers.|clash
The two presidents signed the documents.|agreement
Five parties backed the decision.|support
Prosecutors filed charges against the mayor.|charge
A guard was shot dead in Dorra.|shooting
Clashes with protesters left nine guards hurt.|clash
A suicide bombing at the market left nine people dead.|bombing
The bombs went off at noon.|bombing
Two nurses were kidnapped near Velmark.|kidnapping
Prosecutors opened an investigation into the shooting.|investigation
The Pope expressed his sorrow on Sunday.|condolence
The Red Cross sent medical supplies to Dorra.|aid
Dorra asked the alliance for help at the weekend.|request
Foreign soldiers came at the behest of the government.|troops_deployed request
The parties signed a ceasefire agreement.|agreement
The federation banned the airline.|ban
THE REBELS ATTACKED A BRIDGE NEAR DORRA.|attack
THE JUDGES DECIDED TO LIFT THE STRIKE.|strike_called_off
"""

NONE = """
Nobody was arrested.
The police did not fire live ammunition at anybody.
The union may call a general strike next week.
Dorra called on the army to release the prisoners.|appeal
The minister denied that police had attacked the crowd.|denial
If the army attacks Velmark, the talks are over.
Police prevented attacks on the market.
They fear attacks on churches.
Nine people were killed in the crash.
A blast killed nine people.
The storm destroyed the harbour.
Shares rallied on Monday.
The team beat its rivals in Dorra.
Riot police stood by.
He suffered a heart attack.
The attack shocked the country.
She called for a taxi driver's number plate to be read.|appeal
The company dismissed claims of fraud.
The court charged a fee of two dollars.
The doctor treated nine men at the hospital.
The soldiers do not take part in arrests.
A judge of the Court of Appeals spoke.
The ministry released the records.
The camera was used to capture the scene.
The tank exploded.
The candidate had a new line of attack.
The peacekeepers will begin to leave Dorra in two days.
The protests ended with nine men dead.
The government said that all was calm.
"""


def acts_of(text: str) -> tuple[Action, ...]:
    (report,), _ = read(Acquired(name="text", raw=text.encode(), media="text/plain", body=text))
    return RulesExtractor().acts(report)


def cases(table: str) -> list[tuple[str, str]]:
    return [(line.partition("|")[0], line.partition("|")[2]) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "words"), cases(ACTS))
def test_an_act_is_read(text: str, words: str) -> None:
    assert may_tell(text, 0, len(text))
    assert sorted(a.word for a in acts_of(text)) == sorted(words.split())


@pytest.mark.parametrize(("text", "words"), cases(NONE))
def test_what_only_looks_like_an_act_is_none(text: str, words: str) -> None:
    assert [a.word for a in acts_of(text) if a.frame is Frame.CURRENT] == words.split()


def test_an_act_points_to_its_words() -> None:
    text = "ALMATY — Протестующие. Protesters stormed the town hall on Wednesday, witnesses said."
    (act,) = acts_of(text)
    for span in (act.act, act.actor, act.target, act.when):
        assert span is not None
        assert text[span.start : span.end] == span.text
    assert (act.actor and act.actor.text, act.target and act.target.text, act.when and act.when.text) == (
        "Protesters",
        "the town hall",
        "Wednesday",
    )
    assert act.attribution.said_by == "witnesses"
    assert act.rule == "verb.building_seized"


def test_who_announces_an_arrest_is_its_source_and_the_day_is_when_it_was_said() -> None:
    (act,) = acts_of("Dorra announced on Saturday the arrest of the former harbour director.")
    assert (act.attribution.said_by, act.attribution.said_on) == ("Dorra", "on Saturday")
    assert act.when is None


@pytest.mark.parametrize(
    "text",
    [
        "Local media claimed that police had retaken the town hall, which the agency could not verify.",
        "A guard allegedly shot a farmer in Dorra.",
        "Other groups could have attacked the convoy.",
        "Soldiers have reportedly been sent by the alliance.",
        "Some reports claimed that a nurse was kidnapped in Dorra.",
        "Police retook the town hall. This could not be independently confirmed.",
    ],
)
def test_unverified_stays_unverified(text: str) -> None:
    assert {a.standing for a in acts_of(text)} == {Standing.UNVERIFIED}


def test_what_the_next_sentence_rejects_is_disputed() -> None:
    text = "Villagers said that soldiers had burned nine houses in Velmark. The army denied any involvement."
    assert next(a for a in acts_of(text) if a.word == "building_burned").standing is Standing.DISPUTED


def test_what_somebody_says_plainly_is_asserted() -> None:
    assert [a.standing for a in acts_of("Police said that gunmen had killed a priest.")] == [Standing.ASSERTED]


def test_past_acts_are_background_and_what_is_to_come_forecast() -> None:
    (past,) = acts_of("DORRA, 3 May 2020 - In 1989 soldiers killed nine students.")
    (future,) = acts_of("Foreign troops will withdraw from Dorra.")
    assert (past.frame, future.frame) == (Frame.BACKGROUND, Frame.FORECAST)


def test_a_day_beside_the_speaker_is_when_it_was_said() -> None:
    (act,) = acts_of("The front of the town hall was blackened by flames, the agency noted on Thursday.")
    assert act.when is None
    assert act.attribution.said_on == "on Thursday"


def test_reading_twice_gives_the_same() -> None:
    text = "Protesters stormed the town hall. The mayor condemned the attack and called for calm."
    assert acts_of(text) == acts_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "They put the kettle on and went out by the back door.",  # "put on trial", "back" of "backed"
        "The shop uses flour from the state mill.",  # "used force", "a state of emergency"
        "Tickets were left at the end of the road.",
    ],
)
def test_a_sentence_that_can_tell_no_act_is_passed_over(text: str) -> None:
    assert not may_tell(text, 0, len(text))


def test_words_of_the_table_are_those_of_the_document() -> None:
    with (resources.files("tollbook") / "lexicon" / "en" / "acts.toml").open("rb") as file:
        raw = tomllib.load(file)
    read_ = {(row["kind"], row["word"]) for part in ("verbs", "nouns", "phrases") for row in raw[part]}
    page = (Path(__file__).parents[2] / "docs" / "acts.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ((?:`\w+`(?:, )?)+) \|$", page, re.M)
    told = {(kind, word) for kind, words in rows for word in re.findall(r"`(\w+)`", words)}
    assert told == read_
