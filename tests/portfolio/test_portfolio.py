"""``mis portfolio`` over a few packs: states, a tampered one named, sums, and going on."""

import csv
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from functional.mis import SAMPLES, heeds_ctrl_c, mis
from mis_assessor.core.checking.portfolio import PackLine, counted_states, pool_rows
from mis_assessor.core.checking.verification import State
from mis_assessor.core.errors import NotAllowed
from mis_assessor.core.pool.outcomes import OutcomeStep
from mis_assessor.core.pool.trust_year import Declared, TrustYear, Verified
from mis_assessor.intake.inventory import chain_beside
from mis_assessor.reports.portfolio_page import fund_rows, portfolio_csv, portfolio_html
from mis_assessor.services.journal import Journal
from mis_assessor.services.pack_call import PackJob, look_at, stamp_of
from mis_assessor.services.portfolio import packs_in
from mis_assessor.services.portfolio_run import Run, left_to_do, opened_journal, run_portfolio
from patience import PATIENCE, until
from portfolio.looks import job

BY = ("--who", "Ottoline Farrowmere", "--role", "chief executive")


def call(path: Path, *against: Path) -> PackLine:
    """What the pure call says of a pack."""
    stamp, size = stamp_of(path)
    return look_at(PackJob(str(path.parent), path.name, stamp, size, tuple(map(str, against))))


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLES / "ten-of-ten", tmp_path / "vale"))


def test_a_submission_that_bears_itself_out(sample: Path) -> None:
    line = call(sample)
    assert (line.state, line.trust_code, line.scheme_year) == (State.HOLDS, "RZ9", 4)
    assert line.differences == line.open == line.national == ()
    assert line.recorded == TrustYear(
        "RZ9",
        "Vale of Harrowmere University Hospitals NHS Foundation Trust",
        4,
        Decimal("412650.00"),
        Declared.MET,
        date(2023, 2, 2),
    )


def test_a_tampered_pack_is_named_with_the_file(sample: Path) -> None:
    register = sample / "registers" / "training-attendance.csv"
    register.write_text(register.read_text().replace("2022-", "2021-", 1))
    line = call(sample)
    assert line.state is State.DOES_NOT_HOLD
    assert (
        "training-attendance.csv is not the file this fingerprint was made from"
        in (line.differences[0])
    )
    assert line.recorded is None


def test_what_cannot_be_read_at_all(tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"no zip")
    assert call(broken).open == ("broken.zip: is neither a folder nor a zip that can be opened.",)


def test_a_national_file_beside_each_pack(sample: Path, tmp_path: Path) -> None:
    counts = tmp_path / "counts.csv"
    counts.write_text(
        "trust code,counted by,subject,from,to,count,release\n"
        "RZ9,NNRD,babies actively cooled,2021-04-01,2022-12-05,9,final\n"
    )
    line = call(sample, counts)
    assert line.state is State.HOLDS  # a difference between two sources is not the pack's own
    assert "NNRD counts 9" in line.national[0]


def test_outcomes_recorded_beside_a_pack_count_in_the_fund(sample: Path) -> None:
    for step, outcome, day in (
        ("declared", "met", "2023-02-02"),
        ("verified", "not met", "2023-04-03"),
    ):
        mis("outcome", "record", sample, step, "--outcome", outcome, "--on", day, *BY)
    line = call(sample)
    assert line.recorded is not None and line.recorded.verified is Verified.NOT_MET
    chain = chain_beside(sample)
    chain.write_text(chain.read_text().replace("not met", "met"))
    line = call(sample)
    assert (line.state, line.recorded) == (State.DOES_NOT_HOLD, None)
    assert "vale.outcomes.jsonl, line 2: was changed after it was recorded" in line.differences[-1]


def test_a_chain_of_another_trust_is_told(sample: Path) -> None:
    other = Path(shutil.copytree(SAMPLES / "year-6-ten-of-ten", sample.with_name("six")))
    mis(
        "outcome",
        "record",
        other,
        OutcomeStep.DECLARED.value,
        "--outcome",
        "met",
        "--on",
        "2025-03-03",
        *BY,
    )
    chain_beside(other).rename(chain_beside(sample))
    assert "is about another trust or scheme year" in call(sample).differences[-1]


def test_a_year_without_a_contribution_or_a_declaration(sample: Path) -> None:
    page = sample / "submission.yaml"
    whole = page.read_text(encoding="utf-8")
    page.write_text(whole.replace("contribution: £412,650.00\n", ""), encoding="utf-8")
    assert call(sample).recorded is None
    page.write_text(whole, encoding="utf-8")
    (sample / "declared.csv").unlink()
    recorded = call(sample).recorded
    assert recorded is not None and recorded.declared is None


# The whole run, on lines that no pack has to be read for.


def line(name: str, state: State = State.HOLDS, **more: object) -> PackLine:
    return PackLine(name, f"stamp-{name}", state, **more)  # type: ignore[arg-type]


YEAR = TrustYear("RAA", "A", 4, Decimal("100.00"), Declared.MET, date(2023, 2, 2))
NASTY = '=HYPERLINK("http://x")'
LINES = (
    line("b", trust_code="RBB", trust_name=NASTY, scheme_year=4, national=("9 and 8",)),
    line(
        "a",
        State.DOES_NOT_HOLD,
        trust_code="RAA",
        trust_name="<script>",
        scheme_year=4,
        differences=("the pages: 9 of 9",),
        more=3,
        recorded=YEAR,
    ),
    line("c", State.CANNOT_BE_CHECKED, open=("@c: is damaged",)),
    line("d", trust_code="RAA", scheme_year=4, recorded=YEAR),
)


def given(lines: Sequence[PackLine]) -> Run:
    by_name = {one.name: one for one in lines}
    return lambda jobs: (by_name[job.name] for job in jobs)


def jobs_of(folder: Path) -> list[PackJob]:
    return [job(folder, one.name) for one in LINES]


def test_a_portfolio_is_counted_and_ranks_nobody(tmp_path: Path) -> None:
    jobs = jobs_of(tmp_path)
    journal = opened_journal(tmp_path / "j.jsonl", jobs, afresh=False)
    told: list[str] = []
    seen = run_portfolio(jobs, journal, given(LINES), lambda one: told.append(one.name))
    assert told == ["b", "a", "c", "d"]
    assert [one.name for one in seen.lines()] == ["a", "d", "b", "c"]  # by trust, not by state
    assert seen.counts == counted_states(seen.lines())
    assert seen.counts.states == {
        State.HOLDS: 2,
        State.DOES_NOT_HOLD: 1,
        State.CANNOT_BE_CHECKED: 1,
    }
    assert seen.counts.twice == ("RAA, year 4: a and d",)
    assert seen.counts.no_contribution == ("b", "c")
    assert (seen.counts.packs, seen.counts.national) == (4, 1)
    assert pool_rows(seen.lines()) == (YEAR,)
    table = b"".join(portfolio_csv(seen.lines())).decode("utf-8-sig")
    rows = list(csv.DictReader(table.splitlines()))
    assert [row["trust code"] for row in rows] == ["RAA", "RAA", "RBB", ""]
    assert rows[2]["trust name"] == f"'{NASTY}"
    assert rows[0]["differences"] == "4" and rows[0]["what differs"].endswith("| 3 more")
    assert rows[3]["what cannot be checked"] == "'@c: is damaged"
    page = b"".join(
        portfolio_html("packs", seen.counts, seen.lines, fund_rows(seen.fund), "basis")
    ).decode()
    assert "&lt;script&gt;" in page and "<script" not in page
    assert "no trust is ranked" in page and "There twice, and counted once" in page
    assert "£100.00" in page and "1 pack differs" in page
    empty = b"".join(portfolio_html("p", counted_states(()), lambda: iter(()), (), "b")).decode()
    assert "nothing can be shared out" in empty


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    jobs, place = jobs_of(tmp_path), tmp_path / "j.jsonl"

    def stopped(left: Sequence[PackJob]) -> Iterator[PackLine]:
        yield from (LINES[0], LINES[1])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_portfolio(jobs, opened_journal(place, jobs, afresh=False), stopped)
    whole = place.read_bytes()
    place.write_bytes(whole + b'{"name":"c","st')  # stopped in the middle of a line
    journal = opened_journal(place, jobs, afresh=False)
    assert [one.name for one in left_to_do(jobs, journal)] == ["c", "d"]
    seen = run_portfolio(jobs, journal, given(LINES))
    assert sorted(one.name for one in seen.lines()) == ["a", "b", "c", "d"]
    changed = [PackJob(one.folder, one.name, "another", one.size) for one in jobs[:1]]
    again = opened_journal(place, jobs, afresh=False)
    assert left_to_do([*changed, *jobs[1:]], again) == tuple(changed)
    assert left_to_do(jobs, opened_journal(place, jobs, afresh=True)) == tuple(jobs)


def test_a_journal_of_other_rules_is_begun_anew_and_nothing_else_is_overwritten(
    tmp_path: Path,
) -> None:
    place = tmp_path / "j.jsonl"
    ours = Journal(place, "one")
    ours.open(afresh=False)
    ours.add(LINES[0])
    other = Journal(place, "another")
    other.open(afresh=False)
    assert not other.has("b", "stamp-b")
    (tmp_path / "letter.txt").write_text("Dear Board")
    with pytest.raises(NotAllowed, match="is no journal of a portfolio"):
        opened_journal(tmp_path / "letter.txt", [], afresh=True)
    place.write_bytes(place.read_bytes() + b"{}\n")
    spoilt = Journal(place, "another")
    spoilt.open(afresh=False)
    assert not place.read_bytes().endswith(b"{}\n")


def test_the_command_over_two_packs(sample: Path, tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    packs.mkdir()
    shutil.move(sample, packs / "vale")
    (packs / "broken.zip").write_bytes(b"no zip")
    page, table = tmp_path / "p.html", tmp_path / "p.csv"
    ran = mis("portfolio", packs, "--html", page, "--csv", table, "--processes", "1")
    assert ran.code == 3, ran.err
    assert "2 packs: 1 hold, 0 do not hold, 1 cannot be checked whole." in ran.out
    assert "CANNOT BE CHECKED  broken.zip" in ran.out
    assert "Fund of year 4 over 1 trust:" in ran.out
    assert page.is_file() and table.is_file()
    again = mis("portfolio", packs)
    assert "2 packs seen before and unchanged; 0 left." in again.err
    assert again.out == ran.out.partition("Wrote ")[0]
    assert mis("portfolio", packs, "--csv", packs / "vale" / "documents.csv").code == 12
    assert mis("portfolio", packs, "--scheduler", "nowhere", "--afresh").code == 12


@pytest.mark.uncounted  # an interrupted counter keeps its own lock, and stands still for ever
def test_ctrl_c_stops_at_once_leaves_nothing_and_loses_nothing(tmp_path: Path) -> None:
    packs, scratch, place = tmp_path / "packs", tmp_path / "tmp", tmp_path / "j.jsonl"
    scratch.mkdir()
    for name in ("a", "b", "c", "d"):
        shutil.copytree(SAMPLES / "ten-of-ten", packs / name)
    command = [sys.executable, "-m", "mis_assessor", "portfolio", packs, "--journal", place]
    running = subprocess.Popen(
        [*map(str, command), "--processes", "1"],
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heeds_ctrl_c,
    )
    until(
        lambda: (
            running.poll() is not None or (place.exists() and place.read_bytes().count(b"\n") >= 2)
        ),
        "two packs are verified",
    )
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=PATIENCE)
    assert (running.returncode, said.strip()) == (130, b"")
    assert [path.name for path in scratch.glob("mis-*")] == []
    jobs = packs_in(packs)
    left = left_to_do(jobs, opened_journal(place, jobs, afresh=False))
    assert 0 < len(left) < 4
