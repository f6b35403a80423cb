"""The files of a year that nobody has read yet: everything as last year, dates emptied."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from mis_assessor.core.scheme import Rule, Rulebook, SafetyAction
from mis_assessor.rulebook.carried_over import carried_over, has_a_date
from mis_assessor.rulebook.new_frame import EDITION, checklist, frame, source_of
from mis_assessor.rulebook.yaml_text import as_yaml


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
