/** What is wrong with a cache is not mended by trying again: whoever writes to it has to end. */
import type { Store } from "../store/index.ts";

/** The store, with `fail` told of whatever it rejects with. */
export function endingStore(store: Store, fail: (error: unknown) => void): Store {
  const watched = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      fail(error);
      throw error;
    }
  };
  return {
    runs: () => watched(store.runs()),
    run: (run) => watched(store.run(run)),
    tags: (run) => watched(store.tags(run)),
    scalars: (run, tag, most) => watched(store.scalars(run, tag, most)),
    view: (query) => watched(store.view(query)),
    blobs: (run, tag) => watched(store.blobs(run, tag)),
    append: (ingest) => watched(store.append(ingest)),
    forgetFile: (run, path) => watched(store.forgetFile(run, path)),
    removeRun: (run) => watched(store.removeRun(run)),
    subscribe: (listener) => store.subscribe(listener),
    currentSeq: () => store.currentSeq(),
    close: () => store.close(),
  };
}
