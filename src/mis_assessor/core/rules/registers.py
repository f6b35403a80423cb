"""What a register is: its columns, as the files under ``rules/registers`` describe them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field, model_validator

from mis_assessor.core.rules.consistency import ConsistencyRule, texts_in
from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Frozen


class CellKind(StrEnum):
    """What the cells of a column are, and so how they are written and read."""

    REFERENCE = "reference"
    TEXT = "text"
    TITLE = "title"
    DOCUMENT = "document id"
    REQUIREMENT = "requirement id"
    SOMEBODY = "name of a person"
    HOLDER = "name or staff reference"
    ROLE = "role"
    REASON = "reason"
    LIST = "list"
    ONE_OF = "one of a list"
    SEVERAL_OF = "several of a list"
    YES_NO = "yes or no"
    DAY = "day"
    CAREER_DAY = "day of a career"
    DAYS = "list of days"
    MONTH = "month"
    MOMENT = "day and time"
    WHOLE = "whole number"
    SCORE = "score"
    DECIMAL = "decimal number"
    POUNDS = "pounds"
    GESTATION = "weeks and days"
    FINGERPRINT = "fingerprint"


DAYS = (CellKind.DAY, CellKind.CAREER_DAY)
CLOSED = (CellKind.ONE_OF, CellKind.SEVERAL_OF)


class DescribedColumn(Frozen):
    """A column: what its cells are, and what a person reads who fills them in."""

    kind: CellKind
    list_: tuple[str, ...] = ()
    """The words a cell may be, where the kind is of a closed list."""
    in_every_row: bool = False
    """Whether a row without it cannot be told from others, so that it is refused."""
    also_written: tuple[str, ...] = ()
    """Other headings under which files have it."""
    example: str = ""
    """Left out, the example of the kind."""
    help: str

    @model_validator(mode="after")
    def _has_its_list(self) -> "DescribedColumn":
        if (self.kind in CLOSED) != bool(self.list_):
            raise ValueError("“list” stands where the kind is of a list, and nowhere else")
        if len(set(self.list_)) < len(self.list_):
            raise ValueError("the same word stands in “list” twice")
        return self


class DescribedRegister(Frozen):
    """A register, or a list beside the registers: one file of ``rules/registers``."""

    register_: str
    one_row_is: str
    file: str = ""
    """Left out, the file of its name under ``registers/``."""
    key: tuple[str, ...] = ()
    """The columns that together may not occur twice."""
    not_before: dict[str, str] = Field(default_factory=dict)
    """Columns of days, and the column of the day that must come first."""
    no_more_than: dict[str, str] = Field(default_factory=dict)
    """Columns of counts, and the column of the count they are a part of."""
    columns: dict[str, DescribedColumn]

    @model_validator(mode="after")
    def _names_its_own_columns(self) -> "DescribedRegister":
        if not self.columns:
            raise ValueError("a register needs a column")
        days, wholes = tuple(self.not_before.items()), tuple(self.no_more_than.items())
        for name in (*self.key, *(n for pair in (*days, *wholes) for n in pair)):
            if name not in self.columns:
                raise ValueError(f"“{name}” is not one of its columns")
        for heading, pairs, kinds in (
            ("not before", days, DAYS),
            ("no more than", wholes, (CellKind.WHOLE,)),
        ):
            for name in (n for pair in pairs for n in pair):
                if self.columns[name].kind not in kinds:
                    raise ValueError(f"“{heading}” cannot compare “{name}”: see its kind")
        return self

    @property
    def stem(self) -> str:
        """Its file without the ending: a register may be sent as CSV or as a workbook."""
        own = self.register_.lower().replace(" ", "-")
        return self.file.removesuffix(".csv") or f"registers/{own}"


Described = Mapping[str, DescribedRegister]


@dataclass(frozen=True, slots=True)
class Registers:
    """Every register a submission may hold, and the lists beside them, by name."""

    registers: Described
    lists: Described


READ_BY_THE_PROGRAM: Mapping[str, tuple[str, ...]] = {
    "register list": (
        *("register", "taken from", "taken on", "covers from", "covers to", "complete to"),
        *("rows", "nothing to report", "supplied by", "checked by", "checked on", "file"),
        "sha256",
    ),
    "documents": (
        *("id", "kind", "title", "dated", "covers from", "covers to", "in force from"),
        *("in force to", "about", "promised number", "promised by", "progress reported on"),
        *("expires on", "checked by", "checked on", "file", "sha256", "written by"),
    ),
    "document events": ("document", "event", "by", "on", "minute"),
    "contents": ("document", "item", "found", "page", "who looked", "when"),
    "judgements": ("requirement", "answer", "who", "role", "date", "until", "reason", "evidence"),
    "declared answers": ("requirement", "answer"),
    "arrangements": (
        *("arrangement", "organisation", "in place", "since", "until", "evidence item"),
        *("stated by", "stated on"),
    ),
    "posts": (
        *("post", "organisation", "person", "profession", "from", "until", "reports to"),
        "evidence item",
    ),
    "safety improvement plan": (
        *("safety action", "action", "owner", "lead executive", "executive sponsor agrees"),
        *("director of midwifery and clinical director agree", "start day", "end day"),
        *("amount requested", "agreed by the Board on"),
    ),
    "money received and spent": ("fund", "received", "spent"),
    "outside totals": ("source", "subject", "from", "to", "count"),
}
"""Columns that the program reads by their names, whatever the rules ask."""


def unread(registers: Registers) -> Iterator[str]:
    """What the program reads by its name and nobody describes, as sentences."""
    described = {**registers.registers, **registers.lists}
    for name, columns in READ_BY_THE_PROGRAM.items():
        if name not in described:
            yield f"“{name}” is read by the program. Describe it again."
            continue
        for column in columns:
            if column not in described[name].columns:
                yield f"“{column}” of “{name}” is read by the program. Describe it again."


ReadBy = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Register → column → the ids of the rules that read it."""
_Found = dict[str, dict[str, dict[str, None]]]


def asked_by(rules: Iterable[Rule]) -> ReadBy:
    """What some requirements read of which register: without it there is no answer."""
    found: _Found = {}
    for rule in rules:
        for register, column in _read_by(rule):
            columns = found.setdefault(register, {})
            if column is not None:
                columns.setdefault(column, {})[rule.requirement.id] = None
    return _in_order(found)


@once_each
def _read_by(rule: Rule) -> tuple[tuple[str, str | None], ...]:
    """Each register a rule reads, and each column of it."""
    found: list[tuple[str, str | None]] = []
    is_value = rule.values.__contains__
    for question in rule.requirement.evidence.values():
        found += ((register, None) for register in question.registers(is_value))
        found += question.columns(is_value)
    return tuple(found)


def compared_by(
    rules: Iterable[ConsistencyRule], registers: Mapping[str, Collection[str]]
) -> ReadBy:
    """What consistency rules read where it was sent: nothing is missing without it."""
    found: _Found = {}
    for rule in rules:
        named = set(texts_in(rule.check))
        for register in registers:
            for column in registers[register] if register in named else ():
                if column in named:
                    found.setdefault(register, {}).setdefault(column, {})[rule.id] = None
    return _in_order(found)


def together(*read: ReadBy) -> ReadBy:
    """What is read by any of several kinds of rules, in their order."""
    found: _Found = {}
    for one in read:
        for register, columns in one.items():
            for column, ids in columns.items():
                found.setdefault(register, {}).setdefault(column, {}).update(dict.fromkeys(ids))
    return _in_order(found)


def _in_order(found: _Found) -> ReadBy:
    return {
        register: {column: tuple(ids) for column, ids in columns.items()}
        for register, columns in found.items()
    }
