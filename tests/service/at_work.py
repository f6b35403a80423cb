"""People at work in a service that may be gone at any moment, and what became of each act.

An act is acknowledged when the browser is sent on; one whose answer never came was cut off, and
has then to be there whole or not at all.
"""

import json
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import httpx

from mis_assessor.services.ahead import CALENDAR, CALENDAR_FILE
from mis_assessor.services.assess_held import CHALLENGE, WEB
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import files_of, standing
from mis_assessor.services.stores import audit_of
from mis_assessor.services.where_it_stands import assessment_of, declaration
from mis_assessor.store.assessments import assessments, latest, paper, steps
from mis_assessor.store.audit import lines
from mis_assessor.store.records import Role
from mis_assessor.store.submissions import history
from mis_assessor.web.entrance import VISIT
from service.people import NOW, People
from service.serving import signed_in

Kind = Literal["file sent", "statement recorded", "step of the declaration", "assessment"]
KINDS: tuple[Kind, ...] = (
    "file sent",
    "statement recorded",
    "step of the declaration",
    "assessment",
)
PAGE = "submission.yaml"
ROUND = {
    "draft": ("mark the evidence complete", Role.CHAMPION),
    "evidence complete": ("send to the Board", Role.APPROVER),
    "board review": ("approve", Role.BOARD),
    "approved": ("sign as chief executive", Role.APPROVER),
    "signed by the chief executive": ("send back", Role.BOARD),
}
"""The next step from each state, round and round."""


@dataclass
class Act:
    """One thing that somebody did, and whether they were told that it was done."""

    kind: Kind
    mark: str
    """What only this act wrote down; of an assessment, the version that stood before it."""
    acknowledged: bool = False


@dataclass
class Work:
    """What people do in two submissions: one that is changed, one that is approved."""

    desk: Desk
    staff: People
    changed: str
    approved: str
    acts: list[Act] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Answers that were neither a yes nor an end."""
    gone: bool = False

    def people(self, url: str, life: int) -> Iterator[threading.Thread]:
        """Five people who begin at once and go on until the service is gone."""
        chance = random.Random(life)
        for number, does in enumerate(
            (self.send, self.send, self.state, self.step, self.assess), life * 100
        ):
            told = (does, url, f"{number:04}", chance.random())
            yield threading.Thread(target=self._go_on, args=told, daemon=True)

    def _go_on(
        self, does: Callable[["Browser", str], Act], url: str, who: str, pause: float
    ) -> None:
        with Browser(self, url) as browser:
            number = 0
            while not self.gone:
                number += 1
                try:
                    does(browser, f"{who}-{number:03}")
                except httpx.TransportError:
                    return
                threading.Event().wait(pause / 20)

    def _begun(self, kind: Kind, mark: str) -> Act:
        act = Act(kind, mark)
        self.acts.append(act)
        return act

    def send(self, browser: "Browser", mark: str) -> Act:
        """Sends a note of one's own."""
        act = self._begun("file sent", mark)
        sent = {"files": (f"{mark}.txt", mark.encode())}
        return browser.post(act, Role.CHAMPION, f"{self.changed}/upload", {}, sent)

    def state(self, browser: "Browser", mark: str) -> Act:
        """Records the same statement, in ever other words."""
        seen = files_of(self.desk.store, self.changed)[PAGE].sha256()
        act = self._begun("statement recorded", mark)
        said = {"statement": "merging", "answer": "no", "who": "Ada Wren", "role": f"lead {mark}"}
        data = {**said, "said_on": "7/12/2025", "seen": seen}
        return browser.post(act, Role.CHAMPION, f"{self.changed}/statement", data)

    def step(self, browser: "Browser", mark: str) -> Act:
        """Takes the declaration its next step, or back to the beginning.

        Steps are quick: whoever takes them waits now and then for those who do other things.
        """
        while not self.gone and self.done(steps=True) > 5 + self.done(steps=False):
            time.sleep(0.005)
        with self.desk.store.reading() as work:
            now = declaration(self.desk, work, self.approved)
        assert now.kept is not None
        move, role = ROUND[now.state]
        act = self._begun("step of the declaration", mark)
        told = {"reference": mark, "note": mark, "day": f"{NOW:%d/%m/%Y}"}
        data = {**told, "move": move, "digest": now.kept.digest}
        return browser.post(act, role, f"{self.approved}/declaration", data)

    def assess(self, browser: "Browser", mark: str) -> Act:
        """Has assessed what stands."""
        act = self._begun("assessment", str(standing(self.desk.store, self.changed).version))
        return browser.post(act, Role.APPROVER, f"{self.changed}/assess", {})

    def done(self, *, steps: bool) -> int:
        """How many steps were acknowledged, or how many other acts."""
        return sum(
            act.acknowledged and (act.kind == "step of the declaration") is steps
            for act in self.acts
        )

    def became(self) -> "Became":
        """What the store has of each act; nothing by half, or this fails."""
        desk = self.desk
        files = files_of(desk.store, self.changed)
        it = standing(desk.store, self.changed)
        with desk.store.reading() as work:
            pages = history(work, self.changed, PAGE)
            taken = steps(work, self.approved)
            last = latest(work, self.changed)
            told = lines(work, last=100_000)
        notes = [name for name in files if re.fullmatch(r"files/\d{4}-\d{3}\.txt", name)]
        assert it.version == len(notes) + len(pages), "a version for each change, and no other"
        said = {desk.store.blobs.read(page.sha256).decode() for page in pages}
        found: dict[Kind, set[str]] = {
            "file sent": {name[6:-4] for name in notes if files[name].content(99) == _of(name)},
            "statement recorded": set(re.findall(r'role: "lead (\d{4}-\d{3})"', "\n".join(said))),
            "step of the declaration": {step.reference for step in taken},
        }
        noted = Counter(line.act for line in told)
        assert noted["changed files"] == len(notes) + len(pages) - 1, "a line for each change"
        references = {json.loads(line.detail).get("reference") for line in told}
        assert found["step of the declaration"] <= references, "a line for each step"
        reached = last.version if last else 0
        return Became(
            Counter(
                (act.kind, act.acknowledged, _is_there(act, found, reached)) for act in self.acts
            )
        )

    def whole(self) -> None:
        """Every assessment can be read with all its pages, and the audit is whole."""
        desk = self.desk
        for submission in (self.changed, self.approved):
            with desk.store.reading() as work:
                every = assessments(work, submission)
                told = lines(work, submission, last=99_999)
            assert len(every) == sum(line.act == "assessed" for line in told)
            for one in every:
                assert assessment_of(desk.store, one) is not None
                for kind in (WEB, CHALLENGE, CALENDAR, CALENDAR_FILE):
                    with desk.store.reading() as work:
                        made = paper(work, submission, one.digest, kind)
                    assert made is not None and desk.store.blobs.read(made)
        assert audit_of(desk.store).broken_at == 0


def _of(name: str) -> bytes:
    return name[6:-4].encode()


def _is_there(act: Act, found: dict[Kind, set[str]], reached: int) -> bool:
    return act.mark in found[act.kind] if act.kind in found else int(act.mark) <= reached


@dataclass(frozen=True)
class Became:
    """How many acts of each kind were acknowledged or not, and are there or not."""

    counts: Counter[tuple[Kind, bool, bool]]

    @property
    def lost(self) -> int:
        """Acts that were acknowledged and are not there: not one may be."""
        return sum(n for (_, told, there), n in self.counts.items() if told and not there)

    @property
    def acts(self) -> int:
        """All of them."""
        return self.counts.total()

    def table(self, kills: int, where: str) -> str:
        """The same for people to read."""
        heads = ("Act", "Done", "Acknowledged", "Cut off, there whole", "Cut off, not there")
        rows: list[Iterable[object]] = [(*heads, "Lost")]
        rows.append(["---"] * 6)
        for kind in KINDS:
            cells = [self.counts[kind, *how] for how in _HOWS]
            rows.append((kind, sum(cells), cells[0] + cells[3], cells[1], cells[2], cells[3]))
        title = f"{where}, killed {kills} times:\n\n"
        return title + "".join(f"| {' | '.join(map(str, row))} |\n" for row in rows) + "\n"


_HOWS = ((True, True), (False, True), (False, False), (True, False))


class Browser:
    """One browser for each role that somebody has, all of them signed in."""

    def __init__(self, work: Work, url: str) -> None:
        self.work = work
        self.client = httpx.Client(base_url=f"{url}/submissions/", timeout=60)
        self.roles = {role: signed_in(work.desk, work.staff[role]) for role in _WHO}

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def post(
        self,
        act: Act,
        role: Role,
        path: str,
        data: dict[str, str],
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> Act:
        """Sends a form; raises what a connection raises that was cut off."""
        cookie, token = self.roles[role]
        answer = self.client.post(
            path,
            data={**data, "form_token": token},
            files=files,
            headers={"cookie": f"{VISIT}={cookie}"},
        )
        act.acknowledged = answer.status_code == 303
        if not act.acknowledged:
            summary = re.search(r"nhsuk-error-summary.*?</ul>", answer.text, re.DOTALL)
            said = re.sub(r"<[^>]+>|\s+", " ", summary[0] if summary else answer.text)
            self.work.wrong.append(f"{act} {answer.status_code} {said[:800]}")
        return act


_WHO = (Role.CHAMPION, Role.APPROVER, Role.BOARD)
