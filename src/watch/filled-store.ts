/** What watching needs of a store, so that the store may be in another thread. */
import type { Store } from "../store/index.ts";

export type FilledStore = Pick<Store, "append" | "forgetFile" | "removeRun" | "run" | "runs" | "tags">;
