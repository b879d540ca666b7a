/** An answer that the tags beside a name give to what it leaves open, and what it is given from. */
import type { Role, ScalarColumns } from "../model/index.ts";
import type { Parsed } from "./parse-tag.ts";
import { CONFIDENCE } from "./rule.ts";
import type { SiblingFacts } from "./sibling-facts.ts";

export interface Answer {
  readonly role: Role;
  readonly confidence: number;
  readonly because: string;
}

/** Called only where values decide. */
export type Series = () => ScalarColumns | null;

export type Answering = (facts: SiblingFacts, parsed: Parsed, series: Series) => Answer | undefined;

export function presume(role: Role, because: string): Answer {
  return { role, confidence: CONFIDENCE.presumable, because };
}
