"""The one error type that reaches users: what happened, why it matters, how to fix it."""


class ExplainedError(Exception):
    """`code` is stable, for scripts and tests; the message reads what, why, fix, and the place last."""

    def __init__(self, code: str, *, what: str, why: str, fix: str, where: str = "") -> None:
        super().__init__(" ".join(part for part in (what, why, fix, where) if part))
        self.code = code
