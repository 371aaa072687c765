"""The documents say what the code says: every term, command, word list and link, in both directions."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Any

import click
import pytest

from tollbook import model
from tollbook.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
VOCABULARIES: dict[str, type[StrEnum]] = {
    "Measures": model.Measure,
    "Qualifiers": model.Qualifier,
    "Standings": model.Standing,
    "Frames": model.Frame,
    "Kinds of act": model.ActKind,
    "Extents": model.Extent,
    "Sides": model.Side,
    "Classes of people": model.WhoClass,
    "Source kinds": model.SourceKind,
    "Blocks": model.BlockKind,
    "How a date was found": model.DateFound,
    "Relations": model.Relation,
    "Outcomes": model.Outcome,
    "Decisions": model.Act,
    "Reviews of an estimate": model.ReviewState,
    "Kinds of estimate": model.EstimateKind,
}
_ROW = re.compile(r"^ *\|(.+)\|$", re.M)


def section(page: str, title: str) -> str:
    """What stands under a heading of docs/``page``, up to the next heading of its rank or a higher one."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(rf"^(##+) {re.escape(title)}\n(.*?)(?=^##? |\Z)", text, re.M | re.S)
    assert found is not None, f"docs/{page} has no section {title!r}"
    return found[2]


def table_of(words: str) -> list[list[str]]:
    """The rows of the tables of ``words``, without their heads, cell by cell."""
    rows = [[cell.strip() for cell in m[1].split("|")] for m in _ROW.finditer(words)]
    rules = [i for i, row in enumerate(rows) if all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    heads = {i - 1 for i in rules} | set(rules)
    return [row for i, row in enumerate(rows) if i not in heads]


def terms_of(title: str) -> list[str]:
    return [row[0].strip("`") for row in table_of(section("terms.md", title))]


def test_all_vocabularies_of_the_model_are_documented() -> None:
    in_model = {x for x in vars(model).values() if isinstance(x, type) and issubclass(x, StrEnum) and x is not StrEnum}
    assert set(VOCABULARIES.values()) == in_model


@pytest.mark.parametrize("title", VOCABULARIES)
def test_terms_are_those_of_the_code_in_its_order(title: str) -> None:
    assert terms_of(title) == [str(value) for value in VOCABULARIES[title]]


def test_records_are_those_of_the_model() -> None:
    records = [x.__name__ for x in vars(model).values() if dataclasses.is_dataclass(x) and isinstance(x, type)]
    assert sorted(terms_of("Records")) == sorted(records)


@pytest.mark.parametrize("title", [*VOCABULARIES, "Records"])
def test_every_term_says_what_it_is_what_it_is_not_and_where_it_comes_from(title: str) -> None:
    for row in table_of(section("terms.md", title)):
        assert len(row) == 4, row
        assert all(row), f"{row[0]} leaves a column empty"


def test_works_that_terms_come_from_are_named_in_full() -> None:
    works = section("terms.md", "Works named")
    cited = {
        part.split(":")[0].strip()
        for title in [*VOCABULARIES, "Records"]
        for row in table_of(section("terms.md", title))
        for part in row[3].split(";")
        if ":" in part
    }
    joint = {name for c in cited for name in re.split(r" and |, | counts | adds ", c) if name[:1].isupper()}
    assert {name for name in joint if name not in works} <= {"HTML", "Topic Detection"}


def test_commands_are_documented_in_terms() -> None:
    assert terms_of("Commands") == main.list_commands(click.Context(main))


def test_commands_are_documented_in_the_generated_page() -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    for name in main.list_commands(click.Context(main)):
        assert f"\n## {name}\n" in page, f"`make docs` has not been run since `{name}` was added"
        command = main.get_command(None, name)
        for sub in command.commands if isinstance(command, click.Group) else ():
            assert f"\n### {name} {sub}\n" in page, f"`make docs` has not been run since `{name} {sub}` was added"


def test_commands_and_options_that_the_documents_name_exist() -> None:
    for page in PAGES:
        for words in re.findall(r"`tollbook ([a-z][^`]*)`", page.read_text(encoding="utf-8")):
            name, *rest = words.split()
            assert name in COMMANDS, f"{page.name} names `tollbook {name}`"
            command = main.get_command(None, name)
            if isinstance(command, click.Group) and rest:
                command = command.commands[rest.pop(0)]
            assert command is not None
            known = {o for p in command.params for o in p.opts} | {"--help"}
            assert {w for w in rest if w.startswith("--")} <= known, f"{page.name}: `tollbook {words}`"


def test_intervals_of_vague_words_are_those_of_the_word_list() -> None:
    with (resources.files("tollbook") / "lexicon" / "en" / "numbers.toml").open("rb") as file:
        vague = tomllib.load(file)["vague"]
    rows = [row for row in table_of(section("method.md", "3. Evaluation")) if row[0] in vague]
    assert len(rows) == 7
    for words, low, high in rows:
        assert vague[words] == [int(low), int(high)], words


def estimate_table() -> dict[str, Any]:
    with (resources.files("tollbook") / "lexicon" / "tables" / "estimate.toml").open("rb") as file:
        return tomllib.load(file)


def test_tables_of_the_estimate_are_those_that_it_walks() -> None:
    table = estimate_table()
    evaluation = table_of(section("method.md", "3. Evaluation"))
    assert {row[0]: row[1] for row in evaluation if len(row) == 2} == table["gives"]
    widths = {row[0]: [-float(row[1]), float(row[2])] for row in evaluation if row[0] in table["interval"] and len(row) == 3}
    assert widths == table["interval"]
    corroboration = table_of(section("method.md", "4. Corroboration"))
    assert {row[0]: row[1].split(", ") for row in corroboration if len(row) == 2} == table["contains"]


def test_numbers_of_the_estimate_are_those_that_it_uses() -> None:
    table, words = estimate_table(), section("method.md", "4. Corroboration")
    assert f"more than {table['window']['days']} days before" in words
    tolerance = table["tolerance"]
    assert f"farther apart than {round(tolerance['relative'] * 100)} in 100 and than {tolerance['absolute']} " in words
    kinds = [row[0].strip("`") for row in table_of(words) if len(row) == 5]
    assert kinds == [str(kind) for kind in model.EstimateKind]


def test_method_has_the_five_areas_of_the_standards_the_seven_rules_and_the_three_times() -> None:
    text = (DOCS / "method.md").read_text(encoding="utf-8")
    areas = re.findall(r"^## \d\. (\w+(?: \w+)?)$", text, re.M)
    assert areas == ["Sources", "Collection", "Evaluation", "Corroboration", "Quality control"]
    rules = re.findall(r"^\d\. \*\*(.+?)\.\*\*", section("method.md", "4. Corroboration"), re.M)
    assert rules == ["Restating", "Lineage", "Succession", "Setting aside", "Sums", "Result", "Checks"]
    assert all(f"*{word}*" in section("method.md", "2. Collection") for word in ("said", "published", "recorded"))


def test_do_no_harm_speaks_of_all_who_can_be_harmed() -> None:
    headings = re.findall(r"^## (.+)$", (DOCS / "do-no-harm.md").read_text(encoding="utf-8"), re.M)
    wanted = ["Names", "Minors", "Witnesses", "Detainees", "Sealing and erasing", "Who is not heard"]
    wanted.append("What a hash chain does not prove")
    assert [h for h in headings if h in wanted] == wanted


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", h.casefold()).replace(" ", "-") for h in headings}


def test_links_between_documents_lead_somewhere() -> None:
    for page in [*PAGES, ROOT / "README.md"]:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = page.parent / name if name else page
            assert file.exists(), f"{page.name} links to {target}"
            assert not anchor or anchor in anchors(file), f"{page.name} links to {target}"


def test_files_that_documents_name_exist() -> None:
    for page in PAGES:
        for name in re.findall(r"`((?:src|docs|tests|bench)/[\w./-]+)`", page.read_text(encoding="utf-8")):
            assert (ROOT / name).exists(), f"{page.name} names {name}"


def test_documents_praise_nothing() -> None:
    words = r"robust|powerful|simply|seamless\w*|cutting[- ]edge|state[- ]of[- ]the[- ]art|best[- ]in[- ]class|easily|blazing\w*"
    praise = re.compile(rf"\b(?:{words})\b", re.I)
    for page in PAGES:
        found = praise.findall(page.read_text(encoding="utf-8"))
        assert not found, f"{page.name}: {found}"


def test_problem_codes_are_documented() -> None:
    page = (DOCS / "problems.md").read_text(encoding="utf-8")
    codes = set()
    for path in sorted((ROOT / "src").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        codes |= set(re.findall(r"""\bProblem\(\s*code="(\w+)\"""", text)) | set(re.findall(r"""\b_problem\(\s*"(\w+)\"""", text))
        codes |= set(re.findall(r"""\bRefused\(\s*"(\w+)\"""", text))
    assert len(codes) >= 8
    assert {c for c in codes if f"`{c}`" not in page} == set()
