"""Changes that people make on a page: a register sent again, a statement recorded.

Everything else in the file stays as it was, to the letter where the file is written by hand.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed, Problem
from mis_assessor.core.rules.requirement import asked_of
from mis_assessor.intake.files import Files
from mis_assessor.intake.manifest import MANIFEST
from mis_assessor.reading import limits
from mis_assessor.reading.problems import quoted
from mis_assessor.reading.yaml_file import YamlFile, read_yaml
from mis_assessor.services.books import Books
from mis_assessor.store.records import Change

LIST = "registers.csv"
DAYS = ("taken on", "covers from", "covers to", "complete to", "checked on")
WORDS = ("taken from", "supplied by", "checked by")
ENDINGS = (".csv", ".xlsx")


def fingerprint_in(files: Files, name: str) -> str:
    """The fingerprint of a file as somebody looks at it; empty where there is none."""
    return files[name].sha256() if name in files else ""


def register_file(files: Files, stem: str) -> str:
    """The name under which a register stands in a submission; empty where it does not."""
    return next((f"{stem}{end}" for end in ENDINGS if f"{stem}{end}" in files), "")


def register_line(files: Files, register: str) -> Mapping[str, str]:
    """What the list of registers says of one; empty where it says nothing."""
    if LIST not in files:
        return {}
    for row in csv.DictReader(io.StringIO(_text(files, LIST))):
        if (row.get("register") or "").strip().casefold() == register.casefold():
            return {key: value or "" for key, value in row.items() if isinstance(key, str)}
    return {}


@dataclass(frozen=True, slots=True)
class SentRegister:
    """A register as somebody sends it: its file, unless only its line changes, and the line."""

    register: str
    stem: str
    name: str
    content: bytes | None
    line: Mapping[str, str]
    seen: str
    """The fingerprint of the file when it was looked at."""
    seen_line: str
    """The fingerprint of the list of registers when it was looked at."""


def register_changes(files: Files, sent: SentRegister) -> Mapping[str, Change]:
    """The file under its own name, and its line in the list with the new fingerprint.

    Raises EvidenceUnreadable where the file is of a kind that is not read.
    """
    if LIST not in files:
        raise NotAllowed(
            "The list of registers of this submission is a workbook. Change it there, and send "
            "both files on the page “Send files”."
        )
    changes: dict[str, Change] = {}
    line = dict(sent.line)
    standing = register_file(files, sent.stem)
    if sent.content is not None:
        ending = PurePosixPath(sent.name).suffix.casefold()
        if ending not in ENDINGS:
            raise EvidenceUnreadable(
                [
                    Problem(
                        quoted(sent.name),
                        "is not read as a register. Save it as CSV UTF-8, or as .xlsx without "
                        "macros, and send that.",
                    )
                ]
            )
        target = f"{sent.stem}{ending}"
        changes[target] = Change(sent.content, sent.seen if target == standing else None)
        if standing and standing != target:
            changes[standing] = Change(None, sent.seen)
        line |= {"file": target, "sha256": hashlib.sha256(sent.content).hexdigest(), "rows": ""}
    elif standing:
        line |= {"file": standing}
    changes[LIST] = Change(_with_line(_text(files, LIST), sent.register, line), sent.seen_line)
    return changes


def _with_line(text: str, register: str, line: Mapping[str, str]) -> bytes:
    rows = list(csv.reader(io.StringIO(text)))
    heading = rows[0] if rows else ["register"]
    heading += [name for name, value in line.items() if value and name not in heading]
    fresh = {"register": register, **line}
    place = heading.index("register")
    for row in rows[1:]:
        row += [""] * (len(heading) - len(row))
        if row[place].strip().casefold() == register.casefold():
            row[:] = [fresh.get(name, cell) for name, cell in zip(heading, row, strict=False)]
            break
    else:
        rows.append([fresh.get(name, "") for name in heading])
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue().encode()


def file_changes(books: Books, seen: Files, sent: Mapping[str, bytes]) -> Mapping[str, Change]:
    """Files sent together by name, each in the place where it belongs.

    `seen` are the files that whoever sends them looked at. Raises NotAllowed.
    """
    if "" in sent:
        raise NotAllowed("A file without a name cannot be kept. Give it one, and send it again.")
    by_stem = {stem.rpartition("/")[2]: stem for stem in books.tables.by_file()}
    places = {_place(name, by_stem): content for name, content in sent.items()}
    return {at: Change(content, fingerprint_in(seen, at)) for at, content in places.items()}


def _place(name: str, by_stem: Mapping[str, str]) -> str:
    """Where a file belongs: a table in its own place, any other paper under files."""
    stem, _, ending = name.rpartition(".")
    if ending.casefold() in ("csv", "xlsx") and stem.casefold() in by_stem:
        return f"{by_stem[stem.casefold()]}.{ending.casefold()}"
    return name if name in (MANIFEST, "payment.yaml") else f"files/{name}"


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a named person states."""

    statement: str
    answer: str
    who: str
    role: str
    said_on: date
    evidence: str = ""


def statements_asked(books: Books, year: int) -> tuple[str, ...]:
    """What people may be asked to state in a scheme year, in the order of the rules."""
    asked: dict[str, None] = {}
    for rule in books.year(year).rules:
        for name in asked_of(rule.requirement):
            kind, _, what = name.partition(": ")
            if kind == "statement":
                asked[what] = None
    return tuple(asked)


def statements_of(files: Files) -> Sequence[Mapping[str, str]]:
    """The statements that stand in a submission."""
    found = _page(files).content
    listed = found.get("statements") if isinstance(found, dict) else None
    return [one for one in listed or [] if isinstance(one, dict)]


def statement_change(files: Files, said: Said, seen: str) -> Mapping[str, Change]:
    """The page with one statement put in, or in the place of what was stated before."""
    text, page = _text(files, MANIFEST), _page(files)
    lines = text.splitlines()
    block = _block(said)
    at = page.lines.get(("statements",))
    listed = page.at(("statements",))
    if at is None:
        lines += ["statements:", *block]
    elif not isinstance(listed, list) or not listed:
        lines[at - 1 : at] = ["statements:", *block]
    else:
        starts = [page.lines["statements", n] for n in range(len(listed))]
        ends = [*starts[1:], _end(lines, starts[-1])]
        same = [n for n, one in enumerate(listed) if one.get("statement") == said.statement]
        first, last = (starts[same[0]], ends[same[0]]) if same else (ends[-1], ends[-1])
        lines[first - 1 : last - 1] = block
    return {MANIFEST: Change(("\n".join(lines) + "\n").encode(), seen)}


def _end(lines: Sequence[str], start: int) -> int:
    """The line after the last one that belongs to a list's last item."""
    for number in range(start + 1, len(lines) + 1):
        line = lines[number - 1]
        if not line.strip() or not line[0].isspace():
            return number
    return len(lines) + 1


def _block(said: Said) -> list[str]:
    """One statement as it is written by hand; what could be read otherwise is quoted."""
    words = {
        "statement": said.statement,
        "answer": said.answer,
        "who": said.who,
        "role": said.role,
        "said on": said.said_on.isoformat(),
        "evidence": said.evidence,
    }
    told = [f"{name}: {_scalar(word)}" for name, word in words.items() if word]
    return [f"  {'- ' if n == 0 else '  '}{line}" for n, line in enumerate(told)]


def _scalar(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)


def _page(files: Files) -> YamlFile:
    return _read_once(_text(files, MANIFEST))


@lru_cache(maxsize=32)
def _read_once(page: str) -> YamlFile:
    """Read once for everybody who looks at the same page; nobody changes what was read."""
    return read_yaml(MANIFEST, page)


def _text(files: Files, name: str) -> str:
    return files[name].content(limits.TABLE_BYTES).decode("utf-8-sig")
