"""Invents frameworks, and systems of trusts with evidence on both sides of every limit."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from generative.less import each_taken_away, in_another_order
from mis_assessor.core.evidence.submission import Arrangement, Document, Post, Register, Submission
from mis_assessor.core.evidence.system import Ambition, BirthUnit, Buddy, Provider, System
from mis_assessor.core.frameworks.bodies import bodies_of
from mis_assessor.core.frameworks.decide import FrameworkPosition, decide_framework
from mis_assessor.core.rules.quantities import read_quantity
from mis_assessor.core.rules.rulebook import FrameworkBook, Rule
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import register
from unit.core.books import stated
from unit.core.frameworks.built import book, duty, event, sent, shown

DUE = date(2021, 6, 30)
BODIES: tuple[Any, ...] = ("trust", "trust", "LMS", "ICS", ["trust", "LMS"])
LIMITS = {
    "needed": "80%",
    "freshness": "6 months",
    "last": "2021-06-30",
    "tolerated": "2021-12-31",
    "begin": "2021-08-01",
    "own aim": [{"set locally": "aim", "status": "assumption"}],
}
RATES: Mapping[str, Any] = {"register": "rates", "answer": "share of totals"}
POOLED: Mapping[str, Any] = {**RATES, "pooled over": "providers"}
BY: Mapping[str, Any] = {"is in place by": "last"}


def asks(tag: str) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Every question with a test of it; kinds and names carry the framework's tag."""
    letter = {"documents": {"kind": f"letter {tag}"}, "answer": "document"}
    process = {"arrangement": f"process {tag}", "answer": "arrangement"}
    posts = {"posts": [f"chair {tag}", f"lead {tag}"], "answer": "posts"}
    rates, pooled = ({**q, "register": f"rates {tag}"} for q in (RATES, POOLED))
    others = {**pooled, "register": f"others {tag}"}
    return [
        ({"it": letter}, {"it": BY}),
        ({"it": letter}, {"it": {"is no older than": "freshness"}}),
        ({"it": process}, {"it": BY}),
        ({"it": posts}, {"it": BY}),
        ({"it": {**posts, "different people": "yes"}}, {"it": BY}),
        ({"it": {"system": "buddy", "answer": "buddy"}}, {"it": BY}),
        ({"it": {"statement": f"said {tag}", "answer": "yes or no"}}, {"it": "yes"}),
        ({"it": rates}, {"it": {"is at least": "needed"}}),
        ({"it": pooled}, {"it": {"is at least": "needed"}}),
        ({"it": pooled}, {"it": {"is at least": "own aim"}}),
        ({"it": pooled, "other": others}, {"it": {"is at least the share of": "other"}}),
        ({"it": rates, "other": others}, {"it": {"is more than the share of": "other"}}),
        ({"letter": letter, "process": process}, {"everything asked": BY}),
        *(
            (
                {"process": process, "letter": letter},
                {"standard": {"process": BY}, "alternative": {"letter": test}},
            )
            for test in ({"is tolerated until": "tolerated"}, {"is no older than": "freshness"})
        ),
    ]


def invent_book(chance: Random, tag: str = "a", most: int = 6) -> FrameworkBook:
    """A framework of duties, with groups and second numbers among them."""
    rules: list[Rule] = []
    for number in range(chance.randint(1, most)):
        evidence, met_when = chance.choice(asks(tag))
        pooled = any("pooled over" in question for question in evidence.values())
        nouns = ("place", None, None) if pooled else ("provider", "unit", None, None)
        about_the_system = any("system" in question for question in evidence.values())
        noun = None if about_the_system else chance.choice(nouns)
        more: dict[str, Any] = {"for each": noun} if noun else {}
        if chance.random() < 0.2:
            more["applies"] = {chance.choice(("from", "until", "withdrawn")): "begin"}
        if chance.random() < 0.15:
            more["parts"] = {f"{tag}{number}-1": "one", f"{tag}{number}-2": "two"}
        rules.append(
            duty(
                f"{tag}{number}",
                group=chance.randint(1, 3),
                evidence=evidence,
                values=LIMITS,
                force=chance.choice(("must", "must", "should")),
                **{
                    "duty of": chance.choice(BODIES),
                    "met when": met_when,
                    "due by": "last",
                    "late counts as": chance.choice(("met", "not met")),
                    **more,
                },
            )
        )
    names = [rule.requirement.id for rule in rules]
    for number in range(chance.randint(0, 2)):
        how: dict[str, Any] = (
            {"made of": chance.sample(names, chance.randint(1, len(names)))}
            if chance.random() < 0.7
            else {"decided by": chance.choice(names)}
        )
        rules.append(duty(f"{tag}G{number}", **{"duty of": chance.choice(BODIES), **how}))
        names.append(f"{tag}G{number}")
    return book(*chance.sample(rules, len(rules)))


def invent_system(chance: Random, tags: str = "a") -> System:
    """One to four trusts, some of which sent nothing, and the system's own folder."""
    providers = tuple(_provider(chance, number, tags) for number in range(chance.randint(1, 4)))
    own = _folder(chance, "QAA", ("", "R0", "U01", "North"), tags)
    pooled_by_trusts = {f"{name} {tag}" for name in ("rates", "others") for tag in tags}
    registers = {k: r for k, r in own.registers.items() if k not in pooled_by_trusts}
    buddy = Buddy(
        chance.choice(("QBB", "QBB", "QAA")),
        "Neighbours",
        chance.choice((None, near(chance))),
        names=chance.choice((None, "QAA", "QCC", "")),
    )
    return System(
        "QAA",
        "System QAA",
        replace(own, registers=registers),
        providers,
        partnerships=("North",),
        places={"North": "North", "South": ""},
        buddy=chance.choice((None, buddy)),
        ambitions=tuple(
            Ambition("aim", read_quantity(written), "LMS Board", near(chance))
            for written in chance.choice((["70%"], ["90%"], []))
        ),
    )


def near(chance: Random) -> date:
    """A day on either side of the last day."""
    return DUE + timedelta(days=chance.choice((-400, -100, -1, 0, 1, 40)))


def _provider(chance: Random, number: int, tags: str) -> Provider:
    code = f"R{number}"
    units = tuple(
        BirthUnit(f"U{number}{n}", f"Unit {number}{n}") for n in range(chance.randint(0, 2))
    )
    names = ("", "", code, *(unit.code for unit in units))
    folder = _folder(chance, code, names, tags) if chance.random() < 0.8 else None
    return Provider(code, f"Trust {code}", units, folder)


def _folder(chance: Random, code: str, names: tuple[str, ...], tags: str) -> Submission:
    """What one of them sent: a little of everything that may be asked."""
    documents: list[Document] = []
    facts: list[Arrangement] = []
    posts: list[Post] = []
    registers: dict[str, Register] = {}
    said = {}
    for tag in tags:
        for number in range(chance.randint(0, 2)):
            dated = near(chance)
            documents.append(
                shown(
                    f"{code}-{tag}{number}",
                    kind=f"letter {tag}",
                    dated=dated,
                    checked_by=chance.choice(("C. Hecker", "C. Hecker", "")),
                    checked_on=dated,
                    in_force_to=chance.choice((None, near(chance))),
                    about=tuple(chance.sample(names, 1)),
                    events=(event("agreed", "Board", dated.isoformat()),),
                )
            )
        ids = [d.id for d in documents] or ["none"]
        for _ in range(chance.randint(0, 3)):
            facts.append(
                Arrangement(
                    f"process {tag}",
                    chance.choice(names),
                    chance.choice((True, True, True, False, None)),
                    chance.choice((None, near(chance), near(chance))),
                    chance.choice((None, None, near(chance))),
                    chance.choice(ids),
                )
            )
        for _ in range(chance.randint(0, 4)):
            posts.append(
                Post(
                    f"{chance.choice(('chair', 'lead'))} {tag}",
                    chance.choice(("A", "B", "C", "")),
                    chance.choice(names),
                    held_from=chance.choice((None, near(chance), near(chance))),
                    held_to=chance.choice((None, None, near(chance))),
                )
            )
        for name in (f"rates {tag}", f"others {tag}"):
            if chance.random() < 0.7:
                registers[name] = _rates(chance, name)
        if chance.random() < 0.5:
            name = f"said {tag}"
            said[name] = stated(name, chance.random() < 0.7, said_on=near(chance))
    folder = sent(*facts, documents=tuple(documents), posts=tuple(posts), code=code)
    return replace(folder, documents=tuple(documents), registers=registers, statements=said)


def _rates(chance: Random, name: str) -> Register:
    rows = [
        {"numerator": chance.randint(0, of), "denominator": of}
        for of in chance.sample((0, 1, 5, 10, 100), chance.randint(1, 3))
    ]
    checked = chance.choice((DUE, DUE, DUE, DUE + timedelta(days=200)))
    return register(name, *rows, checked_on=checked)


Verdicts = Mapping[tuple[str, str], Verdict]


def position(whole: FrameworkBook, system: System, on: date) -> FrameworkPosition:
    """The framework decided for the system and each of its trusts."""
    return decide_framework(whole, bodies_of(system), on)


def verdicts(whole: FrameworkBook, system: System, on: date) -> Verdicts:
    """Every verdict, by body and requirement, group or the whole."""
    found: dict[tuple[str, str], Verdict] = {}
    for one in position(whole, system, on).bodies:
        code, rolled = one.body.code, one.rolled
        found |= {(code, name): verdict for name, verdict in rolled.requirements.items()}
        found |= {(code, f"group {n}"): verdict for n, verdict in rolled.groups.items()}
        found[code, "whole"] = rolled.whole
    return found


def with_folder(system: System, number: int, folder: Submission) -> System:
    """The system with another folder of one of its trusts."""
    providers = list(system.providers)
    providers[number] = replace(providers[number], submission=folder)
    return replace(system, providers=tuple(providers))


def shuffled(system: System, chance: Random) -> System:
    """The same trusts, files, rows and lines in another order."""

    def folder(sent: Submission) -> Submission:
        return replace(
            in_another_order(sent, chance),
            arrangements=tuple(chance.sample(sent.arrangements, len(sent.arrangements))),
            posts=tuple(chance.sample(sent.posts, len(sent.posts))),
        )

    providers = [
        replace(p, submission=folder(p.submission) if p.submission else None)
        for p in system.providers
    ]
    return replace(
        system,
        evidence=folder(system.evidence),
        providers=tuple(chance.sample(providers, len(providers))),
    )


def each_lacking(sent: Submission) -> Iterator[tuple[str, Submission]]:
    """A folder without one thing in it."""
    yield from each_taken_away(sent)
    for n, fact in enumerate(sent.arrangements):
        kept = (*sent.arrangements[:n], *sent.arrangements[n + 1 :])
        yield f"{fact}", replace(sent, arrangements=kept)
    for n, post in enumerate(sent.posts):
        yield f"{post}", replace(sent, posts=(*sent.posts[:n], *sent.posts[n + 1 :]))


def systems_lacking(system: System) -> Iterator[tuple[str, System]]:
    """The system without one thing that it or one of its trusts sent."""
    for what, less in each_lacking(system.evidence):
        yield f"the system: {what}", replace(system, evidence=less)
    for number, provider in enumerate(system.providers):
        if provider.submission is not None:
            for what, less in each_lacking(provider.submission):
                yield f"{provider.code}: {what}", with_folder(system, number, less)
            without = list(system.providers)
            without[number] = replace(provider, submission=None)
            yield f"{provider.code}: everything", replace(system, providers=tuple(without))
