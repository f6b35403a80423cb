"""Small frameworks and systems for the tests of this folder."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mis_assessor.core.evidence.submission import (
    Arrangement,
    Document,
    DocumentEvent,
    Post,
    Submission,
)
from mis_assessor.core.evidence.system import BirthUnit, Provider, System
from mis_assessor.core.frameworks.bodies import Body, bodies_of
from mis_assessor.core.frameworks.decide import BodyPosition, decide_framework
from mis_assessor.core.frameworks.result import FrameworkFinding, FrameworkResult
from mis_assessor.core.frameworks.write import write_framework
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import (
    Framework,
    FrameworkBook,
    Publication,
    Rule,
    SafetyAction,
)
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.agree import agree_on_body
from mis_assessor.engine.cage import Engine
from unit.core.asked import day, submission

ON = day("2021-09-01")
DUE = "2021-06-30"
PROCESS: Mapping[str, Any] = {"arrangement": "process", "answer": "arrangement"}
STATUS = "assumption"


def frame(**more: Any) -> Framework:
    """A framework of one edition, with a day since when it asks."""
    return Framework.model_validate(
        {
            "framework": "ours",
            "title": "What we ask",
            "short title": "Ours",
            "launched": "2021-01-01",
            "last day": "2022-06-30",
            "late counts as": "met",
            "scores": {"all": "pass", "some": "partial", "none": "fail"},
            "editions": [
                {
                    "id": "one",
                    "title": "the letter",
                    "in force from": "2021-01-01",
                    "status": STATUS,
                    "document": "this-project",
                }
            ],
            "values": {"expected from": [{"is": DUE, "status": STATUS}]},
            **more,
        }
    )


def duty(name: str = "A", /, **more: Any) -> Rule:
    """A duty of a trust: that a process is in place by the day all is expected from."""
    group = more.pop("group", 1)
    values = {
        key: value
        if isinstance(value, list) and isinstance(value[0], dict)
        else [{"is": value, "status": STATUS}]
        for key, value in more.pop("values", {}).items()
    }
    applies = {"editions": ["one"], "in a pause": "continues", **more.pop("applies", {})}
    decided = {"met when": {"it": {"is in place by": "expected from"}}, "evidence": {"it": PROCESS}}
    joined = {"made of", "decided by"} & set(more) or more.get("force") == "context"
    whole = {
        "id": name,
        "title": f"Duty {name}",
        "asks": "Is it so?",
        "source": {"document": "this-project"},
        "due by": "expected from",
        "counts towards": "nothing",
        "late counts as": "met",
        **({} if joined else decided),
        **more,
        "applies": applies,
        "values": values,
    }
    found = Requirement.model_validate(whole)
    return Rule(found, group, {**frame().values, **found.values}, f"{name}.yaml")


def book(*rules: Rule, **more: Any) -> FrameworkBook:
    """A framework of these rules."""
    numbers = sorted({rule.action for rule in rules})
    source = Publication(title="Ours", short_title="Ours", publisher="us", seen="yes")
    return FrameworkBook(
        frame(**more),
        tuple(SafetyAction(number=n, title=f"Group {n}") for n in numbers),
        rules,
        {"this-project": source},
        "0" * 64,
    )


def shown(id_: str = "D1", **more: Any) -> Document:
    """A document that somebody checked."""
    whole: dict[str, Any] = {
        "id": id_,
        "kind": "letter",
        "title": "A letter",
        "dated": day("2021-05-01"),
        "checked_by": "C. Hecker",
        "checked_on": day("2021-05-02"),
    }
    return Document(**{**whole, **more})


def event(what: str, by: str, on: str) -> DocumentEvent:
    """An act on a day."""
    return DocumentEvent(what, by, day(on))


def fact(since: str | None = "2021-05-01", **more: Any) -> Arrangement:
    """A process that is in place, shown by D1."""
    whole: dict[str, Any] = {
        "arrangement": "process",
        "in_place": True,
        "since": day(since) if since else None,
        "evidence": "D1",
    }
    return Arrangement(**{**whole, **more})


def sent(
    *facts: Arrangement,
    documents: Sequence[Document] = (),
    posts: Sequence[Post] = (),
    code: str = "RXX",
    **more: Any,
) -> Submission:
    """What a trust sent: these facts, and D1 that shows them."""
    return replace(
        submission(documents=documents or (shown(),)),
        trust_code=code,
        trust_name=f"Trust {code}",
        arrangements=facts,
        posts=tuple(posts),
        **more,
    )


def provider(code: str, what: Submission | None = None, units: Sequence[str] = ()) -> Provider:
    """A trust with units, and what it sent."""
    return Provider(
        code, f"Trust {code}", tuple(BirthUnit(u, f"Unit {u}") for u in units), submission=what
    )


def system(*providers: Provider, evidence: Submission | None = None, **more: Any) -> System:
    """A system of these trusts; by default its own folder is empty."""
    own = evidence or sent(code="QAA", documents=(shown("none"),))
    return System("QAA", "System QAA", own, providers, **more)


def decided(
    engine: Engine, whole: FrameworkBook, bodies: Sequence[Body], on: str = "2021-09-01"
) -> dict[str, BodyPosition]:
    """Each body's position, on which the engine agrees."""
    position = decide_framework(whole, tuple(bodies), day(on))
    for one in position.bodies:
        agree_on_body(engine.decide_framework(one, whole.rules), one)
    return {one.body.code: one for one in position.bodies}


def verdicts(
    engine: Engine, whole: FrameworkBook, bodies: Sequence[Body], on: str = "2021-09-01"
) -> dict[str, dict[str, Verdict]]:
    """Each body's verdicts by requirement."""
    found = decided(engine, whole, bodies, on)
    return {code: dict(one.rolled.requirements) for code, one in found.items()}


def of_system(engine: Engine, rule: Rule, whole: System, on: str = "2021-09-01") -> Verdict:
    """The system's verdict on one rule."""
    found = verdicts(engine, book(rule), bodies_of(whole), on)
    return found[whole.code][rule.requirement.id]


def written(whole: FrameworkBook, *bodies: Body, on: str = "2021-09-01") -> FrameworkResult:
    """The framework written up."""
    return write_framework(decide_framework(whole, bodies, day(on)), {})


def finding(result: FrameworkResult, name: str) -> FrameworkFinding:
    """The finding of the first body on a requirement."""
    return next(f for f in result.bodies[0].findings if f.finding.id == name)
