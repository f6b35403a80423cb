"""A small framework on disk, as one would write it, and one file of it broken."""

from pathlib import Path

import pytest

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.rules.rulebook import FrameworkBook
from mis_assessor.services.check_rules import checked_framework

FRAME = "ours/framework.yaml"
GROUP = "ours/boards/group.yaml"
NAMED = "ours/boards/named.yaml"
ALL = "ours/boards/all.yaml"
FILES = {
    "sources.yaml": """\
letter: {title: The letter, short title: Letter, publisher: NHS, seen: yes}
""",
    FRAME: """\
framework: ours
title: What we ask
short title: Ours
launched: 2021-01-01
last day: 2022-06-30
late counts as: met
editions:
  - {id: one, title: the letter, in force from: 2021-01-01, status: seed, document: letter}
  - {id: two, title: the second letter, in force from: 2021-12-01, status: seed, document: letter}
values:
  expected from:
    - {is: 2021-06-30, status: seed}
""",
    GROUP: """\
number: 1
title: Boards
values:
  review by:
    - {is: 2021-09-30, status: seed}
in this order: [OUR-1]
""",
    NAMED: """\
id: OUR-1a
title: A lead is named
asks: A lead is named by <review by>.
source: {document: letter}
duty of: [trust, LMS]
evidence:
  letter: {documents: {kind: letter}, may be old because: it stands, answer: document}
met when:
  everything asked: {is in place by: review by}
due by: review by
if not met: Name one.
examples: |
  case             | on         | letter     | verdict
  on the last day  | 2021-10-01 | 2021-09-30 | met
  a day late       | 2021-10-01 | 2021-10-01 | met
  without a clause | 2021-10-01 | lacks it   | not met
  none             | 2021-10-01 |            | evidence missing
""",
    ALL: """\
id: OUR-1
title: The Board answers
asks: The Board answers for it.
source: {document: letter}
made of: [OUR-1a]
""",
}


def framework_folder(tmp_path: Path) -> Path:
    """One group of two requirements, to be broken."""
    folder = tmp_path / "rules"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> FrameworkBook:
    """The checked framework of the folder."""
    return checked_framework(folder, "ours")


def told(folder: Path) -> list[str]:
    """Every problem of the folder, as people read it."""
    with pytest.raises(RulebookWrong) as raised:
        read(folder)
    return [str(problem) for problem in raised.value.problems]
