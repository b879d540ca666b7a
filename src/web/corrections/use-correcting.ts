/** One correction under way: whether it is, and why it failed. */
import { useState } from "react";
import type { ErrorResponse } from "../../api/index.ts";
import { explanationOf } from "../data/ask.ts";
import { correct } from "../data/correct.ts";
import type { Edit } from "./edits.ts";

export interface Correcting {
  readonly isBusy: boolean;
  readonly error: ErrorResponse | null;
  /** Resolves to whether it is written. */
  apply(edit: Edit): Promise<boolean>;
}

export function useCorrecting(): Correcting {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorResponse | null>(null);
  const apply = async (edit: Edit) => {
    setBusy(true);
    setError(null);
    try {
      await correct(edit);
      return true;
    } catch (failure) {
      setError(explanationOf(failure));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, error, apply };
}
