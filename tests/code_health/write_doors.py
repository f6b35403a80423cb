"""Writes the table of who may open what again, after a change of the service's addresses."""

from pathlib import Path

from mis_assessor.store.records import Role
from mis_assessor.web.doors import API_DOORS, DOORS, Door, Whom

PAGE = Path(__file__).parents[2] / "docs" / "generated" / "who-may-open-what.md"
HEAD = (
    "# Who may open what\n\nEvery address of the service, and the roles that may open it. Of a "
    "submission, people of a trust see only their own, and a verifier only what was sent; to "
    "everybody else it is as if it were not there. What begins with `/api` is opened by the token "
    "of another program, which has the role of its owner, and everything else by signing in; "
    "neither opens what the other does. Made from `web/doors.py`; the tests try every cell of it "
    "on a running server.\n\n"
)


def page() -> str:
    """The table as the doors have it now."""
    roles = [role.value for role in Role]
    lines = [f"| address | anybody | {' | '.join(roles)} |", "|---" * (len(roles) + 2) + "|"]
    lines += [_line(door) for door in (*DOORS, *API_DOORS)]
    return HEAD + "\n".join(lines) + "\n"


def _line(door: Door) -> str:
    anybody = door.whom is Whom.ANYBODY
    cells = ["yes" if anybody else ""]
    cells += ["yes" if anybody or not door.roles or role in door.roles else "" for role in Role]
    return f"| {door.method} {door.path} | {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
