"""One layout by scikit-learn: scikit_learn.py FEATURES COUNT WIDTH THREADS LAYOUT. Prints JSON."""

import json
import os
import sys
import time

features, count, width, threads, layout = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
os.environ["OMP_NUM_THREADS"] = threads
# Threads that spin while they wait would lose minutes on a machine that others use too.
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"

import numpy as np  # noqa: E402
from sklearn.manifold import TSNE  # noqa: E402

samples = np.fromfile(features, np.float32).reshape(-1, width)[:count]
model = TSNE(perplexity=30, random_state=1, n_jobs=int(threads))
started = time.perf_counter()
points = model.fit_transform(samples)
seconds = time.perf_counter() - started
points.astype(np.float32).tofile(layout)
print(json.dumps({"seconds": seconds}))
