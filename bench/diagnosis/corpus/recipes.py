"""All runs of the corpus, in the order in which they are trained."""
from brief_recipes import BRIEF_RUNS
from failing_recipes import FAILING_RUNS
from first_recipes import FIRST_RUNS
from healthy_recipes import HEALTHY_RUNS


def all_recipes():
    """Working, failing and brief runs in turn, so that a corpus that is cut short still has some of each."""
    queues = [list(FIRST_RUNS), list(HEALTHY_RUNS), list(FAILING_RUNS), list(BRIEF_RUNS)]
    ordered = []
    while any(queues):
        ordered += [queue.pop(0) for queue in queues if queue]
    return ordered
