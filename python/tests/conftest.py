"""One thread a library: the tests' networks are so small that several only wait for each other."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
