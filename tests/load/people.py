"""What fifty people do, for locust: run by ``run.py``, which says where and who."""

import json
import os
import random
import re

from locust import HttpUser, between, constant, task

SUBMISSION = os.environ.get("MIS_LOAD_SUBMISSION", "")
KEPT = os.environ.get("MIS_LOAD_KEPT", "")
PAUSE = float(os.environ.get("MIS_LOAD_PAUSE", "0"))
HERE = f"/submissions/{SUBMISSION}"
PAGES = ("", "/calendar", "/missing", "/evidence", "/statements", "/declaration", "/challenge")


def token_in(page: str) -> str:
    """The secret of the forms of a page."""
    return str(re.findall(r'name="form_token" value="([^"]+)"', page)[0])


class Somebody(HttpUser):
    """Somebody who is signed in."""

    abstract = True
    wait_time = constant(PAUSE) if PAUSE else between(1, 3)
    role = "champion"
    token = ""

    def on_start(self) -> None:
        """Is signed in already, and keeps the secret of their forms."""
        cookies = json.loads(os.environ.get("MIS_LOAD_COOKIES", "{}"))
        self.client.cookies.set("mis_visit", cookies[self.role])
        self.token = token_in(self.client.get("/", name="home").text)


class Reader(Somebody):
    """Reads pages."""

    weight = 25
    role = "board"

    @task(6)
    def read(self) -> None:
        """A page of the submission."""
        self.client.get(f"{HERE}{random.choice(PAGES)}", name="read a page")

    @task(2)
    def read_a_requirement(self) -> None:
        """One requirement."""
        self.client.get(f"{HERE}/requirements/MIS-Y4-SA8-B", name="read a requirement")

    @task(1)
    def read_the_paper(self) -> None:
        """The web edition of the paper."""
        self.client.get(f"{HERE}/paper", name="read the paper")


class Writer(Somebody):
    """Sends notes, and records a statement that others record too."""

    weight = 20

    @task(2)
    def send_a_note(self) -> None:
        """A file of one's own; what was taken is remembered for the end."""
        name = f"load-{random.randrange(10**9)}.txt"
        answer = self.client.post(
            f"{HERE}/upload",
            data={"form_token": self.token},
            files={"files": (name, name.encode())},
            name="send a note",
            allow_redirects=False,
        )
        if answer.status_code == 303:
            with open(KEPT, "a", encoding="utf-8") as kept:  # noqa: PTH123  # locust's own loop
                kept.write(f"{name}\n")

    @task(1)
    def state(self) -> None:
        """The same statement as others: who comes second is told so, which is no failure."""
        page = self.client.get(f"{HERE}/statement?of=merging", name="open a form").text
        seen = re.findall(r'name="seen" value="([^"]*)"', page)[0]
        words = {"statement": "merging", "answer": "no", "who": "Ada Wren", "said_on": "7/12/2022"}
        data = {**words, "role": f"lead {random.randrange(99)}", "seen": seen}
        with self.client.post(
            f"{HERE}/statement",
            data={**data, "form_token": self.token},
            name="record a statement",
            catch_response=True,
            allow_redirects=False,
        ) as answer:
            if answer.status_code in (303, 409, 422):
                answer.success()


class PaperMaker(Somebody):
    """Asks for papers and ways to ten."""

    weight = 5
    wait_time = between(5, 10)
    role = "approver"

    @task
    def make(self) -> None:
        """The paper as PDF, of whatever stands now."""
        self.client.get(f"{HERE}/paper.pdf", name="make a paper")

    @task
    def ways(self) -> None:
        """The way to ten."""
        self.client.get(f"{HERE}/way-to-ten", name="work out the way to ten")
