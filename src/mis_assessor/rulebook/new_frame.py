"""The frame of a year that nobody has read yet, its source and its checklist."""

import re
from collections.abc import Iterator

from mis_assessor.core.scheme import Rulebook
from mis_assessor.rulebook.yaml_text import as_yaml

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
