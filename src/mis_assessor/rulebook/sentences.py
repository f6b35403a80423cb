"""The sentences of a rule: every slot is a value, and no number stands outside one."""

import re
from collections.abc import Iterator

from mis_assessor.core.scheme import Rule
from mis_assessor.rulebook.headings import did_you_mean

_UNIT = re.compile(r"\d+(\.\d+)?(%| (working days?|days?|weeks?|months?|years?|times))|£\d+(,\d+)*")

_SLOT = re.compile(r"<([^>]+)>")


def sentence_faults(rule: Rule) -> Iterator[str]:
    """Slots that are no values, and numbers that should be."""
    requirement = rule.requirement
    for heading in ("asks", "if_not_met"):
        text = getattr(requirement, heading)
        for slot in _SLOT.findall(text):
            if slot not in rule.values:
                yield (
                    f"“{heading.replace('_', ' ')}” has <{slot}>, which is not under “values”."
                    + did_you_mean(slot, list(rule.values))
                )
        if found := _UNIT.search(_SLOT.sub("", text)):
            yield (
                f"“{found[0]}” stands in a sentence. Put it under “values” and write its "
                "name between < and >."
            )
