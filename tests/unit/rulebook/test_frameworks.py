"""A framework's files: what they share, and every mistake told in words."""

import re
from pathlib import Path

import pytest

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.cage import Engine
from mis_assessor.rulebook.loaded import frameworks_in
from mis_assessor.rulebook.read import read_framework
from mis_assessor.services.check_rules import run_examples
from unit.rulebook.folders import change
from unit.rulebook.framework_folders import ALL, FRAME, GROUP, NAMED, framework_folder, read, told


def test_what_a_framework_says_holds_for_all_its_files(tmp_path: Path) -> None:
    book = read(framework_folder(tmp_path))
    assert [r.requirement.id for r in book.rules] == ["OUR-1", "OUR-1a"]
    group, named = (rule.requirement for rule in book.rules)
    assert named.applies.editions == ("one", "two")
    assert named.applies.in_a_pause == "continues"
    assert (named.late_counts_as, named.counts_towards) == ("met", "nothing")
    assert (group.due_by, named.due_by) == ("expected from", "review by")
    assert named.duties == ("trust", "LMS")
    assert {"expected from", "review by"} <= set(book.rules[1].values)
    assert [g.title for g in book.groups] == ["Boards"]
    assert book.frame.parts_called == "group"
    assert len(book.digest) == 64


def test_the_digest_changes_with_any_file(tmp_path: Path) -> None:
    folder = framework_folder(tmp_path)
    before = read(folder).digest
    change(folder, GROUP, "title: Boards", "title: Board")
    assert read(folder).digest != before


def test_a_file_may_say_otherwise_and_keep_the_rest(tmp_path: Path) -> None:
    folder = framework_folder(tmp_path)
    change(folder, NAMED, "duty of: [trust, LMS]", "applies: {editions: [two]}\nduty of: trust")
    applies = read(folder).rules[1].requirement.applies
    assert (applies.editions, applies.in_a_pause) == (("two",), "continues")


def test_groups_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    folder = framework_folder(tmp_path)
    early = folder / "ours" / "zero"
    early.mkdir()
    (early / "group.yaml").write_text("number: 0\ntitle: First\n", encoding="utf-8")
    context = (
        "id: OUR-0\ntitle: The report\nasks: What it found.\nsource: {document: letter}\n"
        "force: context\n"
    )
    (early / "report.yaml").write_text(context, encoding="utf-8")
    book = read(folder)
    assert [g.number for g in book.groups] == [0, 1]
    assert [r.requirement.id for r in book.rules] == ["OUR-0", "OUR-1", "OUR-1a"]


def test_a_requirement_may_take_another_of_the_framework_whole(tmp_path: Path) -> None:
    folder = framework_folder(tmp_path)
    (folder / "ours" / "boards" / "again.yaml").write_text(
        "id: OUR-1b\nsame as: OUR-1a\nsource: {document: letter}\nduty of: ICS\n"
        "applies: {editions: [one]}\n",
        encoding="utf-8",
    )
    again = read(folder).rules[2].requirement
    assert (again.id, again.title, again.duties) == ("OUR-1b", "A lead is named", ("ICS",))


def test_frameworks_are_found_by_their_page(tmp_path: Path) -> None:
    folder = framework_folder(tmp_path)
    assert frameworks_in(folder) == ("ours",)
    with pytest.raises(RulebookWrong, match=r"no framework “our”\. Did you mean “ours”\?"):
        read_framework(folder, "our")
    (folder / FRAME).unlink()
    with pytest.raises(RulebookWrong, match="Frameworks loaded: none"):
        read_framework(folder, "ours")


def test_pages_that_cannot_be_read_are_told_together(tmp_path: Path) -> None:
    folder = framework_folder(tmp_path)
    change(folder, FRAME, "late counts as: met", "late counts as: perhaps")
    change(folder, GROUP, "number: 1", "number: one")
    problems = told(folder)
    assert [p.split(",")[0] for p in problems] == [f"rules/{GROUP}", f"rules/{FRAME}"]
    (folder / GROUP).unlink()
    assert f"rules/{GROUP}: this file is missing." in told(folder)


NEVER_MET = "met when:\n  everything asked: {is in place by: review by}\n"
LETTER = "{documents: {kind: letter}, may be old because: it stands, answer: document}"
BROKEN = [
    (ALL, "made of: [OUR-1a]", "made of: [OUR-1c]", "there is no requirement OUR-1c. Did you mean"),
    (
        ALL,
        "made of: [OUR-1a]",
        "decided by: OUR-2x",
        "there is no requirement OUR-2x.",
    ),
    (
        ALL,
        "made of: [OUR-1a]",
        "made of: [OUR-1a]\ndecided by: OUR-1a",
        "write “made of” or “decided by”, not both.",
    ),
    (
        ALL,
        "made of: [OUR-1a]",
        "decided by: OUR-1a\nevidence: {it: {documents: {kind: x}, answer: document}}",
        "it takes its verdict from others: take “met when” and “evidence” away.",
    ),
    (
        ALL,
        "made of: [OUR-1a]",
        "decided by: OUR-1a\nmet when: {a person confirms: It is so.}",
        "it takes its verdict from others: take “met when” and “evidence” away.",
    ),
    (ALL, "made of: [OUR-1a]", "made of: [OUR-1]", "OUR-1 is made of itself. Break the ring."),
    (
        ALL,
        "made of: [OUR-1a]",
        "force: context\nmade of: [OUR-1a]",
        "context is shown and never scored: take “met when” away.",
    ),
    (
        NAMED,
        "if not met: Name one.",
        "force: context",
        "context is shown and never scored: take “met when” away.",
    ),
    (
        NAMED,
        "duty of: [trust, LMS]",
        "duty of: national body",
        "nobody sends a folder for the national body: write “force: context”, or say whose duty "
        "it is.",
    ),
    (NAMED, NEVER_MET, "", "“met when” is missing."),
    (NAMED, "id: OUR-1a", "id: OUR-1", f"OUR-1 stands in rules/{ALL} too."),
    (
        NAMED,
        "if not met: Name one.",
        "if not met: Name one.\nparts: {OUR-1: one, OUR-1a: two}",
        f"OUR-1 stands in rules/{ALL} too.",
    ),
    (
        NAMED,
        "duty of: [trust, LMS]",
        "duty of: LMS\nfor each: committee",
        "“for each: committee” needs “in”, or one of provider, unit, maternity voices "
        "partnership, place.",
    ),
    (
        NAMED,
        "may be old because: it stands, ",
        "",
        "“letter” takes a paper from before anybody asked for it: write “not before” and the "
        "first day that counts, or “may be old because” and why.",
    ),
    (
        NAMED,
        "may be old because: it stands, ",
        "may be old because: it stands, not before: review by, ",
        "“letter” has a first day and says why an old one is good: choose one.",
    ),
    (
        NAMED,
        LETTER,
        "{system: buddy, answer: buddy}\nfor each: unit",
        "the buddy is the system's: it cannot be asked for each unit.",
    ),
    (
        NAMED,
        "{is in place by: review by}",
        "{is no older than: review by}",
        "“is no older than” needs a length of time",
    ),
    (
        NAMED,
        "if not met: Name one.",
        "if not met: Name one.\nor instead: {letter: {is tolerated until: length}}\n"
        "values: {length: [{is: 2 months, status: seed}]}",
        "“is tolerated until” needs a day",
    ),
    (
        NAMED,
        "if not met: Name one.",
        "if not met: Name one.\napplies: {from: length, until: length, withdrawn: length}\n"
        "values: {length: [{is: 2 months, status: seed}]}",
        "“withdrawn” needs a day, such as 2022-12-05; “length” (2 months) is none.",
    ),
    (
        NAMED,
        "document: letter",
        "document: hearsay",
        "the source “hearsay” is not in sources.yaml.",
    ),
    (
        NAMED,
        "duty of: [trust, LMS]",
        "duty of: LMS\napplies: {editions: [three]}",
        "“three” is no edition of this year: one, two.",
    ),
    (
        NAMED,
        "A lead is named by <review by>.",
        "A lead is named by <review bye>.",
        "“asks” has <review bye>, which is not under “values”. Did you mean “review by”?",
    ),
    (
        NAMED,
        "on the last day  | 2021-10-01 | 2021-09-30 | met\n",
        "long before      | 2021-10-01 | 2021-09-01 | met\n",
        "no example stands on 2021-09-30, a side of “review by” (2021-09-30).",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), BROKEN, ids=[b[3][:50] for b in BROKEN])
def test_a_mistake_is_told_with_its_file(
    tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    folder = framework_folder(tmp_path)
    change(folder, file, old, new)
    lines = [re.sub(r", line \d+:", ":", problem) for problem in told(folder)]
    assert any(line.startswith(f"rules/{file}: {says}") for line in lines), lines


@pytest.mark.parametrize("noun", ["unit", "provider"])
def test_what_is_pooled_is_not_asked_of_each(tmp_path: Path, noun: str) -> None:
    folder = framework_folder(tmp_path)
    pooled = "{register: rates, pooled over: providers, answer: share of totals}"
    change(folder, NAMED, LETTER, pooled)
    change(folder, NAMED, "{is in place by: review by}", f"{{is at least: none}}\nfor each: {noun}")
    says = "“letter” is pooled over the trusts and asked of each: choose one."
    assert f"rules/{NAMED}: {says}" in told(folder)


VALUES = [
    ("{strictest of: [{is: 80%, source: {document: letter}}, {is: 3 times, source: {document: "
     "letter}}], status: seed}", "“strictest of” needs values of one kind and unit"),
    ("{is: 12, status: seed}", "“12” needs a unit"),
    ("{set locally: home births, is: 24%, status: seed}", "write one of “is”, “readings”, “not "
     "loaded” or “set locally”"),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "says"), VALUES)
def test_a_value_that_cannot_be_is_refused_as_it_is_read(
    tmp_path: Path, entry: str, says: str
) -> None:
    folder = framework_folder(tmp_path)
    change(folder, NAMED, "if not met:", f"values: {{needed: [{entry}]}}\nif not met:")
    assert any(says in problem for problem in told(folder)), told(folder)


def test_a_value_is_said_for_every_edition_that_asks(tmp_path: Path) -> None:
    folder = framework_folder(tmp_path)
    change(folder, GROUP, "status: seed}", "status: seed, editions: [one]}")
    says = "“review by” has no entry for the edition two: say what it is there."
    assert told(folder) == [f"rules/{NAMED}: {says}"]


def test_rings_through_other_files_are_found_and_what_only_hangs_on_one_is_not_in_it(
    tmp_path: Path,
) -> None:
    folder = framework_folder(tmp_path)
    change(folder, ALL, "made of: [OUR-1a]", "made of: [OUR-2]")
    head = "title: x\nasks: y\nsource: {document: letter}\n"
    boards = folder / "ours" / "boards"
    (boards / "two.yaml").write_text(f"id: OUR-2\n{head}decided by: OUR-3\n", encoding="utf-8")
    (boards / "three.yaml").write_text(f"id: OUR-3\n{head}made of: [OUR-2]\n", encoding="utf-8")
    rings = [problem for problem in told(folder) if "ring" in problem]
    assert rings == [
        "rules/ours/boards/three.yaml: OUR-3 is made of itself. Break the ring.",
        "rules/ours/boards/two.yaml: OUR-2 is made of itself. Break the ring.",
    ]


def test_the_examples_are_decided_by_both_evaluators_and_groups_need_none(tmp_path: Path) -> None:
    book = read(framework_folder(tmp_path))
    with Engine() as engine:
        results = list(run_examples(book, engine))
    assert [r.requirement for r in results] == ["OUR-1a"] * 4
    assert all(r.agrees for r in results)
    assert {r.reference for r in results} == {
        Verdict.MET,
        Verdict.NOT_MET,
        Verdict.EVIDENCE_MISSING,
    }
