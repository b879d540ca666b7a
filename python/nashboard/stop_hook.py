"""Lets a training loop ask whether to go on: what `nashboard check` finds in its log, asked off the training thread."""

import json
import os
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import Any, List, Mapping, Optional, Sequence, Union

ASK_EVERY_SECONDS = 60.0
"""A check reads the whole log anew; findings take hundreds of steps to be confirmed."""
CHECK_SECONDS = 300.0
"""After which a check is given up; the next one is asked as usual."""
_FINDINGS_EXITS = (0, 3, 4)
"""Exit codes of `nashboard check` that come with an answer: clear, findings, cannot tell."""


@dataclass(frozen=True)
class Stop:
    """Why to stop; true where asked as a condition. `last_safe_step`: the last one before the finding began."""

    rule: str
    headline: str
    severity: int
    first_step: int
    last_safe_step: Optional[int]


class StopHook:
    """
    Reads `findings_file` (what `nashboard check LOGDIR --json` wrote, by whoever runs it) where one is given, else runs
    that command itself if it is found. Without either it never says stop, and `why_unable` tells why.
    """

    def __init__(
        self,
        directory: str,
        *,
        findings_file: "Union[str, os.PathLike[str], None]" = None,
        command: Optional[Sequence[str]] = None,
        every_seconds: float = ASK_EVERY_SECONDS,
    ) -> None:
        self._directory = directory
        self._file = findings_file
        found = shutil.which("nashboard")
        self._command = list(command) if command is not None else ([found] if found else None)
        self._every_seconds = every_seconds
        self._asked_at = float("-inf")
        self._thread: Optional[threading.Thread] = None
        self._stops: List[Stop] = []
        self.why_unable: Optional[str] = None
        if self._file is None and self._command is None:
            self.why_unable = "The command nashboard is not found, and no findings_file is given."

    def should_stop(self, severity: int = 4) -> Optional[Stop]:
        """The gravest confirmed finding of at least `severity` (1 to 5), as of the last finished check; else None."""
        now = time.monotonic()
        is_idle = self._thread is None or not self._thread.is_alive()
        if is_idle and now - self._asked_at >= self._every_seconds:
            self._asked_at = now
            self._thread = threading.Thread(target=self.ask, name="nashboard-check", daemon=True)
            self._thread.start()
        grave = [stop for stop in self._stops if stop.severity >= severity]
        return max(grave, key=lambda stop: stop.severity, default=None)

    def ask(self) -> None:
        """One check, finished on return."""
        try:
            text = self._answer()
            if text is not None:
                self._stops = stops_of(json.loads(text))
                self.why_unable = None
        except (OSError, ValueError, KeyError, TypeError, subprocess.SubprocessError) as error:
            self.why_unable = f"The last check gave no answer: {error}"

    def _answer(self) -> Optional[str]:
        if self._file is not None:
            with open(self._file, encoding="utf-8") as file:
                return file.read()
        if self._command is None:
            return None
        run = subprocess.run(
            [*self._command, "check", self._directory, "--json"],
            capture_output=True,
            text=True,
            timeout=CHECK_SECONDS,
            check=False,
        )
        if run.returncode not in _FINDINGS_EXITS:
            raise ValueError(run.stderr.strip()[-300:] or f"exit code {run.returncode}")
        return run.stdout


def stops_of(answer: Mapping[str, Any]) -> List[Stop]:
    """Confirmed, unresolved findings of all runs in an answer of `nashboard check --json`, schema 1."""
    out = []
    for run in answer["runs"]:
        for finding in run["findings"]:
            if finding["state"] == "confirmed":
                first_step = int(finding["firstStep"])
                safe = finding.get("lastSafeStep")
                out.append(
                    Stop(
                        rule=finding["rule"],
                        headline=finding["headline"],
                        severity=int(finding["severity"]),
                        first_step=first_step,
                        last_safe_step=None if safe is None else int(safe),
                    )
                )
    return out
