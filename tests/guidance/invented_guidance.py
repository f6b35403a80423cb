"""Guidance that never was: documents in the manner of the scheme's own, with known truth.

Each says what a year's rules say in other words and another layout, changes some of the
values, leaves some out, and stands numbers of no concern beside them. What stands on which
page is known because the document is laid out here.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from html import escape
from random import Random

from weasyprint import HTML

from mis_assessor.core.rules.quantities import Gestation, Length, Month, Quantity, Share, Times
from mis_assessor.core.rules.readings import written
from mis_assessor.core.rules.rulebook import Rule, Rulebook
from mis_assessor.guidance.amounts import WORDS, amounts_in
from mis_assessor.guidance.items import Item, items_of

AS_IN_THE_RULES, ALTERED, ABSENT = "as in the rules", "altered", "absent"
LAYOUTS = ("bullets", "ruled table", "table without rules", "numbers first")
IN_WORDS = {number: word for word, number in reversed(WORDS.items()) if " " not in word}
OTHER_WORDS = {
    "started": "commenced",
    "within": "no later than",
    "report": "paper",
    "reports": "papers",
    "reviewed": "looked into",
    "shows": "demonstrates",
    "told": "informed",
    "staff": "workforce",
    "every": "each",
    "plan": "plan of action",
    "sent": "submitted",
    "about": "regarding",
    "was": "has been",
    "babies": "infants",
    "doctors": "medical staff",
    "asked": "invited",
    "discussed": "considered",
    "record": "evidence",
}


@dataclass
class Invented:
    """A document, and of each value what was done with it and where it stands."""

    pdf: bytes
    done: dict[tuple[str, str, str], str]
    pages: dict[tuple[str, str, str], set[int]] = field(default_factory=lambda: defaultdict(set))


def key_of(item: Item) -> tuple[str, str, str]:
    """What tells one value of a year from another."""
    return (item.requirement, item.name, item.fingerprint)


def without_amounts(text: str) -> str:
    """Our own titles name some values; a document that says another must not say both."""
    for amount in sorted(amounts_in(text), key=lambda a: -a.start):
        text = text[: amount.start] + text[amount.end :]
    return text


def last_edition(rulebook: Rulebook) -> str:
    """The newest edition that is loaded."""
    return [e.id for e in rulebook.year.editions if not e.not_loaded][-1]


class Writer:
    """Writes one document of a year; the same seed writes the same document."""

    def __init__(self, rulebook: Rulebook, seed: int, layout: str) -> None:
        self.rulebook = rulebook
        self.random = Random(f"{rulebook.year.year} {seed} {layout}")
        self.layout = layout
        self.edition = last_edition(rulebook)
        self.items = items_of(rulebook, self.edition)
        self.rules = [r for r in rulebook.rules if self.edition in r.requirement.applies.editions]
        self.done = {key_of(item): self._fate(item) for item in self.items}
        for item in self.items:
            if twin := self._said_elsewhere(item):
                self.done[key_of(item)] = self.done[key_of(twin)] = AS_IN_THE_RULES
        self.values = {key_of(item): self._value(item) for item in self.items}
        self.told = 0

    def _fate(self, item: Item) -> str:
        if not item.options:
            return ABSENT
        kinds = [AS_IN_THE_RULES] * 6 + [ALTERED] * 2 + [ABSENT] * 2
        return self.random.choice(kinds)

    def _said_elsewhere(self, item: Item) -> Item | None:
        """Another value of the same requirement that says the same: one cannot change alone."""
        for other in self.items:
            if other is item or not (item.options and other.options):
                continue
            if not set(item.serves) & set(other.serves):
                continue
            one, two = item.options[0], other.options[0]
            in_list = isinstance(two, tuple) and any(written(one) in name for name in two)
            if in_list or (isinstance(one, date) and isinstance(two, date)
                           and str(one)[:10] == str(two)[:10]):  # fmt: skip
                return other
        return None

    def _value(self, item: Item) -> Quantity | None:
        if not item.options:
            return None
        value = item.options[0]
        return self._other(value) if self.done[key_of(item)] == ALTERED else value

    def _other(self, value: Quantity) -> Quantity:
        pick = self.random.choice
        match value:
            case Share():
                n = pick(
                    [n for n in (50, 60, 70, 75, 80, 85, 90, 95, 100) if n != value.of_one * 100]
                )
                return Share(Fraction(n, 100), f"{n}%")
            case Times():
                return Times(value.number + pick([1, 2]), f"{value.number + 1} times")
            case Length():
                n = pick([n for n in (1, 2, 3, 4, 6, 7, 12, 18) if n != value.number])
                return Length(n, value.unit, f"{n} {value.unit}")
            case datetime():
                return value + timedelta(days=pick([-7, 1, 28]))
            case date():
                return value + timedelta(days=pick([-31, -1, 1, 30, 61]))
            case Month():
                return Month(value.year, value.month % 12 + 1)
            case Gestation():
                return Gestation(value.weeks + pick([-2, 1, 3]), value.days)
            case tuple():
                return (*value[:-1], "something else altogether")
            case _:
                return value

    def in_writing(self, value: Quantity | None) -> str:
        """A value in one of the ways that people write it."""
        pick = self.random.choice
        match value:
            case Share() if value.of_one.denominator <= 100 and 100 % value.of_one.denominator == 0:
                n = int(value.of_one * 100)
                said = [f"{n}%", f"{n}%", f"{n} %", f"{n} per cent"]
                if n in IN_WORDS:
                    said.append(f"{IN_WORDS[n]} per cent")
                return pick(said)
            case Times():
                return f"{pick([str(value.number), IN_WORDS[value.number]])} times"
            case Length():
                n = value.number
                unit = value.unit.removesuffix("s") if n == 1 else value.unit
                word = IN_WORDS.get(n, str(n))
                return pick([f"{n} {unit}", f"{word} {unit}", f"{word} ({n}) {unit}"])
            case datetime():
                return f"12 noon on {self._day(value.date())}"
            case date():
                return self._day(value)
            case Month():
                return f"{date(value.year, value.month, 1):%B %Y}"
            case Gestation():
                return pick([f"{value}", f"{value.weeks}+{value.days} weeks"])
            case tuple():
                return ", ".join(value)
            case _:
                return written(value)

    def _day(self, day: date) -> str:
        n = day.day
        ending = "th" if 10 < n < 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
        return self.random.choice(
            [f"{n} {day:%B %Y}", f"{n} {day:%B %Y}", f"{n}{ending} {day:%B %Y}", f"{day:%d/%m/%Y}",
             f"{day:%A} {n} {day:%B %Y}", f"{n} {day:%b %Y}"]
        )  # fmt: skip

    def marked(self, item: Item) -> str:
        """The value in writing, where it can be found again, at times with a footnote's mark."""
        self.told += 1
        at = self.items.index(item)
        note = f"<sup>{self.random.randint(1, 9)}</sup>" if self.random.random() < 0.15 else ""
        text = escape(self.in_writing(self.values[key_of(item)]))
        return f'<span id="v-{at}-{self.told}">{text}</span>{note}'

    def other_words(self, text: str) -> str:
        """The text with words exchanged and left out: nobody's words are ours."""
        kept = []
        for word in text.split():
            if "\0" in word:
                kept.append(word)
            elif self.random.random() > 0.15:
                kept.append(OTHER_WORDS.get(word, word) if self.random.random() < 0.7 else word)
        return " ".join(kept)

    def sentences(self, rule: Rule) -> list[str]:
        """What the document says of one requirement; nothing of a value that is absent."""
        own = {i.name: i for i in self.items if rule.requirement.id in i.serves}
        parts = re.split(r"<([^>]+)>", rule.requirement.asks)
        told = [name for name in parts[1::2] if name in own]
        told += [name for name in own if name not in told]
        asks = [n for n in told if n in parts[1::2]]
        said: list[str] = []
        if all(self.done[key_of(own[n])] != ABSENT for n in asks) and asks:
            holes = {n: f"\0{k}\0" for k, n in enumerate(asks)}
            text = "".join(
                holes.get(p, "as set out below") if k % 2 else escape(without_amounts(p))
                for k, p in enumerate(parts)
            )
            text = self.other_words(text)
            for name, hole in holes.items():
                text = text.replace(hole, self.marked(own[name]))
            said.append(text)
            told = [n for n in told if n not in asks]
        for name in told:
            if self.done[key_of(own[name])] == ABSENT:
                continue
            head = self.other_words(without_amounts(f"{rule.requirement.title}: {name}"))
            said.append(f"{escape(head)} – {self.marked(own[name])}")
        return said

    def beside_the_point(self, action: int) -> str:
        """Numbers that no rule asks about, in the same part of the document."""
        n, m = self.random.choice([50, 60, 75, 80, 90, 95]), self.random.randint(2, 9)
        day = self._day(date(2020 + self.random.randint(0, 6), m, 3 * m))
        return self.random.choice(
            [
                f"Nationally about {n}% of services told us that this page helped them.",
                f"A webinar was held on {day}; slides are on the website for {m} weeks.",
                f"Queries are answered within {m} working days.",
                f"In the pilot {n} per cent of units took part between 1 May and {day}.",
                f"See also safety action {action % 10 + 1}, where {m} months are given.",
            ]
        )

    def html(self) -> str:
        """The whole document."""
        year = self.rulebook.year
        body = [f"<h1>{escape(year.title)}</h1><p>Conditions of the scheme, ten safety actions "
                "with technical guidance, questions and answers</p><h2>Contents</h2>"]  # fmt: skip
        for action in self.rulebook.actions:
            if action.number:
                body.append(f"<p>Safety action {action.number}: {escape(action.title)} "
                            f"........ {4 + 3 * action.number}</p>")  # fmt: skip
        for action in self.rulebook.actions:
            head = (
                f"Safety action {action.number}: {action.title}" if action.number else "Conditions"
            )
            body.append(f'<h2 class="new">{escape(head)}</h2><h3>Required standard</h3>')
            lines = [
                s for rule in self.rules if rule.action == action.number
                for s in self.sentences(rule)
            ]  # fmt: skip
            lines += [self.beside_the_point(action.number) for _ in range(len(lines) // 5 + 1)]
            if self.layout != "bullets":
                self.random.shuffle(lines)
            body.append(self.laid_out(lines))
            if action.number:
                body.append(f"<h2>Technical guidance for Safety action {action.number}</h2>")
                for _ in range(3):
                    body.append(f"<p>{self.beside_the_point(action.number)}</p>")
        return f"<style>{STYLE}</style>{''.join(body)}"

    def laid_out(self, lines: list[str]) -> str:
        """Lines as bullets or as rows of a table."""
        if self.layout == "bullets":
            return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
        kind = "ruled" if self.layout == "ruled table" else "bare"
        rows = []
        for line in lines:
            numbers = re.findall(r"<span.*?</span>(?:<sup>.*?</sup>)?", line)
            if len(numbers) == 1 and line.endswith(numbers[0]):
                words = line.removesuffix(numbers[0]).rstrip(" –")
                cells = [words, numbers[0]]
                if self.layout == "numbers first":
                    cells.reverse()
                rows.append("".join(f"<td>{cell}</td>" for cell in cells))
            else:
                rows.append(f'<td colspan="2">{line}</td>')
        return f'<table class="{kind}">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'

    def write(self) -> Invented:
        """The PDF, and the page of every value in it."""
        document = HTML(string=self.html()).render()
        invented = Invented(document.write_pdf(), self.done)
        for number, page in enumerate(document.pages, 1):
            for anchor in page.anchors:
                if anchor.startswith("v-"):
                    item = self.items[int(anchor.split("-")[1])]
                    invented.pages[key_of(item)].add(number)
        return invented


STYLE = """
@page { size: A4; margin: 22mm; @bottom-center { content: counter(page); font-size: 8pt } }
body { font: 10.5pt/1.3 'Liberation Sans', Arial, sans-serif }
h2.new { break-before: page } li { margin-bottom: 4pt }
td { vertical-align: top; padding: 5pt } td:first-child { width: 65% }
table { width: 100%; border-collapse: collapse } .ruled td { border: 1px solid #000 }
sup { font-size: 6pt; vertical-align: super }
"""
