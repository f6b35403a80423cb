"""The files of a year that nobody has read yet: everything as last year, dates emptied.

Values that the next year keeps as they are, and those whose dates it must read anew.

Content as a rule file writes it.

The frame of a year that nobody has read yet, its source and its checklist.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

import yaml

from mis_assessor.core.rules.quantities import Quantity
from mis_assessor.core.rules.readings import written
from mis_assessor.core.rules.rulebook import Rule, Rulebook, SafetyAction
from mis_assessor.core.rules.values import Entries, Entry


def carried_over(entries: Entries, year: int) -> list[dict[str, object]]:
    """What the next year holds of a value: its last entry, without its date."""
    return [_emptied(entries[-1], year)] if has_a_date(entries) else _as_written(entries[-1:])


def has_a_date(entries: Entries) -> bool:
    """Whether a value is a day in any of its entries."""
    return any(isinstance(option, date) for entry in entries for option in entry.options)


def _as_written(entries: Entries) -> list[dict[str, object]]:
    """Entries without dates, as the next year may keep them."""
    kept: list[dict[str, object]] = []
    for entry in entries:
        said: dict[str, object] = {"status": entry.status.value}
        if entry.not_loaded:
            said["not loaded"] = entry.not_loaded
        elif entry.readings:
            said["readings"] = [_word(option) for option in entry.readings]
        else:
            said["is"] = _word(entry.is_)
        if entry.source:
            said["source"] = entry.source.model_dump(by_alias=True, exclude_defaults=True)
        kept.append(said)
    return kept


def _word(value: Quantity | None) -> object:
    return list(value) if isinstance(value, tuple) else written(value)


def _emptied(entry: Entry, year: int) -> dict[str, object]:
    last = " or ".join(written(option) for option in entry.options)
    was = f" It was {last} the year before." if entry.options[0] is not None else ""
    return {
        "not loaded": f"to be read in the year {year} guidance.{was}",
        "status": "recalled-low",
    }


def as_yaml(content: object) -> str:
    """Headings in the order given, every character as it is, no line broken."""
    dumped: str = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=10_000)
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
    """``scheme.yaml`` with everything that must be read left empty."""
    old = rulebook.year
    title = re.sub(r"\d+$", str(year), old.title)
    names = "".join(f"#   {name}:\n#     - {{is: , status: }}\n" for name in old.values)
    fund = old.fund.model_dump(by_alias=True, mode="json")
    return (
        f"scheme: {old.scheme}\nyear: {year}\ntitle: {title}\n"
        "# Take the next line away when all below is filled in from the guidance.\n"
        "not loaded: its guidance has not been read.\n"
        "# launched:\n# last day:\n# editions:\n"
        f"#   - {{id: {EDITION}, title: , in force from: , status: , "
        f"document: {source_of(year)}}}\n"
        f"verified by: {old.verified_by}\n"
        f"# values:\n{names}"
        f"{as_yaml({'fund': fund})}"
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
            if rule.action == action.number:
                names = ", ".join(rule.requirement.values) or "its words"
                yield f"- [ ] {rule.requirement.id} {rule.requirement.title}: {names}"


def new_year_files(rulebook: Rulebook, year: int) -> Mapping[str, str]:
    """Relative name → text of a year's folder that takes each requirement from the last.

    The frame says “not loaded” until somebody has filled in its dates.
    """
    folders = {_folder(rule): rule.action for rule in rulebook.rules}
    by_number = {action.number: action for action in rulebook.actions}
    files = {"scheme.yaml": frame(rulebook, year), "CHECKLIST.md": checklist(rulebook, year)}
    for folder, number in folders.items():
        files[f"{folder}/action.yaml"] = _action(by_number[number], rulebook, year)
    for rule in rulebook.rules:
        files[f"{_folder(rule)}/{PurePosixPath(rule.file).name}"] = _rule(rule, year)
    return files


def _folder(rule: Rule) -> str:
    return PurePosixPath(rule.file).parent.name


def _renamed(text: str, rulebook: Rulebook, year: int) -> str:
    scheme = rulebook.year
    return text.replace(f"{scheme.scheme}-Y{scheme.year}-", f"{scheme.scheme}-Y{year}-")


def _action(action: SafetyAction, rulebook: Rulebook, year: int) -> str:
    whole = action.model_dump(by_alias=True, mode="json", exclude={"values"})
    if action.values:
        whole["values"] = {
            name: carried_over(entries, year) for name, entries in action.values.items()
        }
    return _renamed(as_yaml({k: v for k, v in whole.items() if v not in ([], "")}), rulebook, year)


def _rule(rule: Rule, year: int) -> str:
    requirement = rule.requirement
    head, _, rest = requirement.id.partition("-Y")
    name = f"{head}-Y{year}-{rest.split('-', 1)[1]}"
    whole: dict[str, object] = {
        "id": name,
        "same as": requirement.id,
        "source": {"document": source_of(year), "section": requirement.source.section},
        "applies": {"editions": [EDITION], "in a pause": requirement.applies.in_a_pause},
    }
    if requirement.stands_in_for:
        whole["stands in for"] = [
            f"{head}-Y{year}-{i.partition('-Y')[2].split('-', 1)[1]}"
            for i in requirement.stands_in_for
        ]
    again = {
        value: carried_over(entries, year)
        for value, entries in requirement.values.items()
        if has_a_date(entries) or any(entry.editions for entry in entries)
    }
    if again:
        whole["values"] = again
    return as_yaml(whole)
