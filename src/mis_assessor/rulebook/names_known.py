"""Names that a rule mentions and nothing answers to: sources, editions, values, evidence."""

from collections.abc import Iterator

from mis_assessor.core.readings import WORDS
from mis_assessor.core.scheme import Book, Rule
from mis_assessor.core.values import entries_in
from mis_assessor.rulebook.headings import did_you_mean
from mis_assessor.rulebook.mentions import Mention, mentions


def unknown_sources(rulebook: Book, rule: Rule) -> Iterator[str]:
    """Documents a rule cites that ``sources.yaml`` does not list."""
    named = [rule.requirement.source]
    for entries in rule.requirement.values.values():
        named += [e.source for e in entries if e.source]
    for source in named:
        if source.document not in rulebook.sources:
            yield (
                f"the source “{source.document}” is not in sources.yaml."
                + did_you_mean(source.document, list(rulebook.sources))
            )


def unknown_editions(rulebook: Book, rule: Rule) -> Iterator[str]:
    """Editions a rule applies in, or dates a value by, that the year does not have."""
    known = {e.id for e in rulebook.frame.editions}
    used = set(rule.requirement.applies.editions)
    for entries in rule.requirement.values.values():
        used |= {name for e in entries for name in e.editions}
    for name in sorted(used - known):
        yield f"“{name}” is no edition of this year: {', '.join(sorted(known))}."


def unknown_name(rule: Rule, mention: Mention) -> Iterator[str]:
    """What is wrong with a name that stands under a heading, if nothing has that name."""
    known = set(mention.also) | (set(rule.values) | set(WORDS) if mention.value else set())
    if mention.evidence:
        known |= set(rule.requirement.evidence)
    if mention.name in known:
        return
    kind = "“evidence”" if mention.evidence and not mention.value else "“values”"
    yield (
        f"“{mention.heading}” mentions “{mention.name}”, which is not under {kind}."
        + did_you_mean(mention.name, sorted(known))
    )


def values_lacking(rule: Rule) -> Iterator[str]:
    """Values that a rule rests on and that have no entry in an edition it applies in.

    Not so under “due by”: a last day left out is the last day of the frame.
    """
    named = dict.fromkeys(
        m.name
        for m in mentions(rule.requirement)
        if m.name in rule.values and m.heading != "due by"
    )
    for name in named:
        for edition in rule.requirement.applies.editions:
            if not entries_in(rule.values[name], edition):
                yield f"“{name}” has no entry for the edition {edition}: say what it is there."
