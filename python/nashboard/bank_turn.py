"""Which samples of the fixed banks a probe looks at: all, or a slice in turn while the others stand as last seen."""

from typing import List, Sequence


class BankTurn:
    """All banks are cut into equally many slices, the same slice of each is due together; at first all are."""

    def __init__(self, bank_counts: Sequence[int], slice_samples: int) -> None:
        """`bank_counts`: samples in each bank; `slice_samples` of the largest make a slice, 0: one slice is all."""
        wanted = 1 if slice_samples == 0 else -(-max(bank_counts) // slice_samples)
        self.slice_count = max(1, min(wanted, *bank_counts))
        self._next = 0
        self._has_begun = False

    def due(self, is_in_turn: bool) -> List[int]:
        """Slices to look at: the next one where that is enough, else all."""
        if not (is_in_turn and self._has_begun):
            self._has_begun = True
            self._next = 0
            return list(range(self.slice_count))
        at = self._next
        self._next = (at + 1) % self.slice_count
        return [at]

    def rows(self, at: int, sample_count: int) -> slice:
        """Of a bank of `sample_count`."""
        return slice(sample_count * at // self.slice_count, sample_count * (at + 1) // self.slice_count)

    def ends_with(self, due: Sequence[int]) -> bool:
        """Whether every slice was looked at since this was last so."""
        return due[-1] == self.slice_count - 1

    @property
    def note(self) -> str:
        return (
            f"In each step one of {self.slice_count} slices of the fixed banks is looked at, in turn: outputs, units and "
            f"features are those of whole banks whose samples were judged up to {self.slice_count - 1} steps before; "
            f"pictures are written every {self.slice_count} steps."
        )
