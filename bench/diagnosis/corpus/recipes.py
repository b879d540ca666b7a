"""All runs of the corpus, in the order in which they are trained."""
from brief_recipes import BRIEF_RUNS
from failing_recipes import FAILING_RUNS
from first_recipes import FIRST_RUNS
from healthy_recipes import HEALTHY_RUNS
from paired_recipes import PAIRED_RUNS


def all_recipes():
    """Runs of each kind in turn, so that a corpus that is cut short still has some of each."""
    queues = [list(runs) for runs in (FIRST_RUNS, HEALTHY_RUNS, FAILING_RUNS, BRIEF_RUNS, PAIRED_RUNS)]
    ordered = []
    while any(queues):
        ordered += [queue.pop(0) for queue in queues if queue]
    return ordered
