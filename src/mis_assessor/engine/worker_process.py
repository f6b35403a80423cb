"""A worker seen from outside: it is started, asked under a time limit, and ended."""

import subprocess
from contextlib import suppress
from threading import Thread
from typing import IO, Any

from pydantic_core import from_json, to_json

from mis_assessor.engine.result import fault

DYING = 2.0
"""Seconds that a process whose pipe is closed may take to end."""


class Worker:
    """One running worker and the pipes to it."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.jobs = 0
        self.has: set[str] = set()
        """Rulesets it was sent; it may have given some up since."""
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as wrong:
            raise fault(f"could not be started ({wrong})") from wrong
        pipes = (self._process.stdin, self._process.stdout, self._process.stderr)
        self._pipes: list[IO[bytes]] = [pipe for pipe in pipes if pipe is not None]
        self._jobs, self._replies, _ = self._pipes

    @property
    def pid(self) -> int:
        """The process, for whoever watches what it needs."""
        return self._process.pid

    def ask(self, job: dict[str, Any], time_limit: float) -> Any:
        """Sends one job and reads one line, both within the time limit."""
        line = to_json(job) + b"\n"
        answer: list[bytes] = []
        thread = Thread(target=self._exchange, args=(line, answer), daemon=True)
        thread.start()
        thread.join(time_limit)
        if thread.is_alive():
            self._process.kill()
            thread.join()
            raise fault(f"did not answer within {time_limit:g} seconds")
        if not answer or not answer[0].endswith(b"\n"):
            raise fault(self._how_it_ended())
        try:
            return from_json(answer[0], allow_inf_nan=False)
        except ValueError as wrong:
            raise fault("answered with something that cannot be read") from wrong

    def _exchange(self, line: bytes, answer: list[bytes]) -> None:
        try:
            self._jobs.write(line)
            self._jobs.flush()
            answer.append(self._replies.readline())
        except OSError:  # it closed the pipe: said by how it ended
            answer.clear()

    def _how_it_ended(self) -> str:
        try:
            _, complaint = self._process.communicate(timeout=DYING)
        except subprocess.TimeoutExpired:
            return "closed its pipe without an answer"
        code = self._process.returncode
        if code < 0:
            return f"crashed (exit code {code})"
        last = complaint.decode(errors="replace").strip().rpartition("\n")[2]
        return f"stopped without an answer (exit code {code}; {last or 'no reason given'})"

    def end(self) -> None:
        """Ends the process and waits for it, so that nothing of it stays behind."""
        process = self._process
        process.kill()
        process.wait()
        for pipe in self._pipes:
            with suppress(OSError):  # what it never read cannot be sent any more
                pipe.close()
