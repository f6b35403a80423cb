"""The files of a year that nobody has read yet: everything as last year, and marked so."""

import re
from collections.abc import Iterator, Mapping, Set
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

import yaml

from mis_assessor.core.rules.carried_over import years_on
from mis_assessor.core.rules.quantities import Quantity
from mis_assessor.core.rules.readings import written
from mis_assessor.core.rules.rulebook import Rule, Rulebook, SafetyAction
from mis_assessor.core.rules.values import Entries, Entry, Status
from mis_assessor.rulebook.read import of_year


def carried_over(entries: Entries, last: int, year: int) -> list[dict[str, object]]:
    """What the next year holds of a value: its last entry, marked, and no day as known."""
    return [_emptied(entries[-1], last, year) if has_a_date(entries) else _as_written(entries[-1])]


def has_a_date(entries: Entries) -> bool:
    """Whether a value is a day in any of its entries."""
    return any(isinstance(option, date) for entry in entries for option in entry.options)


def _as_written(entry: Entry) -> dict[str, object]:
    """An entry as the next year may keep it; a choice of ours stays our choice."""
    ours = entry.status is Status.ASSUMPTION
    said: dict[str, object] = {}
    if entry.not_loaded:
        said |= {"not loaded": entry.not_loaded}
    elif entry.set_locally:
        said |= {"set locally": entry.set_locally}
    elif entry.readings:
        said |= {"readings": [_word(option) for option in entry.readings]}
    else:
        said |= {"is": _word(entry.is_)}
    low = entry.status is Status.RECALLED_LOW
    said["status"] = (entry.status if ours or low else Status.CARRIED_OVER).value
    if entry.source:
        said["source"] = entry.source.model_dump(by_alias=True, exclude_defaults=True)
    return said


def _word(value: Quantity | None) -> object:
    return list(value) if isinstance(value, tuple) else written(value)


def _emptied(entry: Entry, last: int, year: int) -> dict[str, object]:
    """A day that must be read, beside what last year's comes to."""
    options = [option for option in entry.options if isinstance(option, date)]
    said: dict[str, object] = {"not loaded": f"to be read in the year {year} guidance."}
    if options:
        later = [_years_on(option, year - last) for option in options]
        said["expected"] = later if len(later) > 1 else later[0]
    return {**said, "status": Status.CARRIED_OVER.value if options else Status.RECALLED_LOW.value}


def _years_on(option: date, years: int) -> date:
    later = years_on(option, years)
    if not isinstance(option, datetime):
        return later
    return datetime.combine(later, option.time())


class _EveryWordAgain(yaml.SafeDumper):
    """A rule file has no anchors: the same day twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_yaml(content: object) -> str:
    """Headings in the order given, every character as it is, no line broken."""
    dumped: str = yaml.dump(
        content, Dumper=_EveryWordAgain, sort_keys=False, allow_unicode=True, width=10_000
    )
    return dumped


EDITION = "first"


def source_of(year: int) -> str:
    """The name under which the year's guidance is listed in ``sources.yaml``."""
    return f"mis-year-{year}-guidance"


def source_entry(year: int) -> str:
    """The lines to add to ``sources.yaml``."""
    return (
        f"{source_of(year)}:\n"
        f"  short title: year {year} guidance\n"
        f"  title: Maternity (and Perinatal) incentive scheme – year {year}\n"
        "  publisher: NHS Resolution\n"
        '  dated: ""\n'
        '  address: ""\n'
        "  seen: not yet read\n"
    )


def frame(rulebook: Rulebook, year: int) -> str:
    """``scheme.yaml`` of a year that stands on last year's: it loads, and says what it is."""
    old = rulebook.year
    years = year - old.year
    launched = years_on(old.launched, years)
    whole: dict[str, object] = {
        "scheme": old.scheme,
        "year": year,
        "title": re.sub(r"\d+$", str(year), old.title),
        "carried over from": old.year,
        "launched": launched,
        "last day": years_on(old.last_day, years),
        "editions": [
            {
                "id": EDITION,
                "title": f"edition of year {year}, not yet read",
                "in force from": launched,
                "status": Status.CARRIED_OVER.value,
                "document": source_of(year),
            }
        ],
        "values": {
            name: carried_over(entries, old.year, year) for name, entries in old.values.items()
        },
        "fund": old.fund.model_dump(by_alias=True, mode="json"),
    }
    if old.verified_by:
        whole["verified by"] = old.verified_by
    return (
        f"# Begun from year {old.year}; nobody has read the guidance of year {year} for it yet.\n"
        "# Write each value as the guidance has it (“is”, with its status), and take “carried\n"
        "# over from” away when everything here and in the folders has been read.\n"
        f"{as_yaml(whole)}"
    )


def checklist(rulebook: Rulebook, year: int) -> str:
    """What to read, action by action and rule by rule."""
    return "\n".join(_lines(rulebook, year)) + "\n"


def _lines(rulebook: Rulebook, year: int) -> Iterator[str]:
    yield f"# What to read for year {year}"
    yield ""
    yield "- [ ] scheme.yaml: launch, editions, pauses, deadlines, and every value listed there"
    for action in rulebook.actions:
        yield ""
        yield f"## {action.number or 'Conditions'} {action.title if action.number else ''}".rstrip()
        yield ""
        for rule in rulebook.rules:
            if rule.action == action.number and asked_at_the_end(rule, rulebook):
                name = of_year(rule.requirement.id, year)
                values = ", ".join(rule.requirement.values) or "its words"
                yield f"- [ ] {name} {rule.requirement.title}: {values}"


def new_year_files(rulebook: Rulebook, year: int) -> Mapping[str, str]:
    """Relative name → text of a year's folder that takes each requirement from the last.

    The year loads as it stands: days are expected and decide nothing, everything else is
    carried over and decides provisionally. Examples are inherited; their days move with
    the frame when the year is read.
    """
    kept = [rule for rule in rulebook.rules if asked_at_the_end(rule, rulebook)]
    folders = {_folder(rule): rule.action for rule in kept}
    ids = {rule.requirement.id for rule in kept}
    by_number = {action.number: action for action in rulebook.actions}
    files = {"scheme.yaml": frame(rulebook, year), "CHECKLIST.md": checklist(rulebook, year)}
    for folder, number in folders.items():
        files[f"{folder}/action.yaml"] = _action(by_number[number], ids, rulebook.year.year, year)
    for rule in kept:
        files[f"{_folder(rule)}/{PurePosixPath(rule.file).name}"] = _rule(
            rule, rulebook.year.year, year
        )
    return files


def asked_at_the_end(rule: Rule, rulebook: Rulebook) -> bool:
    """Whether the last edition of a year still asks for a requirement."""
    return rulebook.year.editions[-1].id in rule.requirement.applies.editions


def _folder(rule: Rule) -> str:
    return PurePosixPath(rule.file).parent.name


def _action(action: SafetyAction, kept: Set[str], last: int, year: int) -> str:
    whole = action.model_dump(by_alias=True, mode="json", exclude={"values"})
    whole["in this order"] = [of_year(n, year) for n in action.in_this_order if n in kept]
    if action.values:
        whole["values"] = {
            name: carried_over(entries, last, year) for name, entries in action.values.items()
        }
    return as_yaml({k: v for k, v in whole.items() if v not in ([], "")})


def _rule(rule: Rule, last: int, year: int) -> str:
    requirement = rule.requirement
    whole: dict[str, object] = {
        "id": of_year(requirement.id, year),
        "same as": requirement.id,
        "source": {"document": source_of(year), "section": requirement.source.section},
        "applies": {"editions": [EDITION], "in a pause": requirement.applies.in_a_pause},
    }
    if requirement.stands_in_for:
        whole["stands in for"] = [of_year(name, year) for name in requirement.stands_in_for]
    if requirement.values:
        whole["values"] = {
            name: carried_over(entries, last, year) for name, entries in requirement.values.items()
        }
    return as_yaml(whole)
