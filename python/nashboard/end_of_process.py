"""Sees to it that logs are finished when a process ends and begun anew where one is forked."""

import atexit
import os
import sys
import weakref
from typing import Protocol

from .explained_error import ExplainedError


class Log(Protocol):
    def close(self, is_success: bool = True) -> None: ...

    def continue_in_child(self) -> None: ...


_open_logs: "weakref.WeakSet[Log]" = weakref.WeakSet()


def close_at_end(log: Log) -> None:
    """Also after an exception that nobody catches; not after a signal that ends the process at once."""
    _open_logs.add(log)


def close_with_child(log: Log) -> None:
    """Children of multiprocessing leave without atexit's handlers; they run their own."""
    module = sys.modules.get("multiprocessing.util")
    if module is not None:
        module.Finalize(None, _close_if_alive, args=(weakref.ref(log),), exitpriority=0)


def _close_if_alive(reference: "weakref.ref[Log]") -> None:
    log = reference()
    if log is not None:
        log.close()


def _close_all() -> None:
    for log in list(_open_logs):
        try:
            log.close(is_success=not hasattr(sys, "last_value"))  # set where an exception ends the program
        except ExplainedError as error:
            print(f"nashboard: {error}", file=sys.stderr, flush=True)


def _continue_all() -> None:
    for log in list(_open_logs):
        log.continue_in_child()


atexit.register(_close_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_continue_all)
