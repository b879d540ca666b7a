/** Turns window-by-window judgements into incidents: a single odd window opens none, and a single good one closes none. */
import type { Answer, Judgement } from "./rule.ts";

/** Clear windows in a row after which an incident is over. */
const CLEAR_WINDOWS_TO_CLOSE = 5;

export interface Moment {
  readonly fromStep: number;
  readonly toStep: number;
  readonly answer: Answer;
}

export interface Incident {
  readonly state: "suspected" | "confirmed" | "resolved";
  /** Where the first symptomatic window begins. */
  readonly firstStep: number;
  /** Null while it is only suspected. */
  readonly confirmedStep: number | null;
  /** Where the latest symptomatic window ends. */
  readonly lastStep: number;
  /** Where the last clear window before it ends; null where there was none. */
  readonly lastSafeStep: number | null;
  /** What was measured when the incident was opened or confirmed, whichever is later. */
  readonly measured: Readonly<Record<string, number>>;
}

interface Held {
  readonly windows: number;
  readonly of: number;
}

type Symptom = Moment & { readonly isConfirmed: boolean };

export class IncidentTracker {
  readonly #held: Held;
  #recent: (Symptom | null)[] = [];
  #incidents: Incident[] = [];
  #clearInARow = 0;
  #lastClearStep: number | null = null;
  #isOpen = false;

  constructor(held: Held) {
    this.#held = held;
  }

  get incidents(): readonly Incident[] {
    return this.#incidents;
  }

  copy(): IncidentTracker {
    const twin = new IncidentTracker(this.#held);
    twin.#recent = [...this.#recent];
    twin.#incidents = [...this.#incidents];
    twin.#clearInARow = this.#clearInARow;
    twin.#lastClearStep = this.#lastClearStep;
    twin.#isOpen = this.#isOpen;
    return twin;
  }

  /** Moments in order of their steps. One of which nothing can be said changes nothing. */
  take(moment: Moment): void {
    const { judgement } = moment.answer;
    if (typeof judgement === "object") return;
    this.#remember(judgement === "clear" ? null : { ...moment, isConfirmed: judgement === "confirmed" });
    if (judgement === "clear") this.#takeClear(moment.toStep);
    else this.#takeSymptom(moment, judgement);
  }

  #remember(symptom: Symptom | null): void {
    this.#recent.push(symptom);
    if (this.#recent.length > this.#held.of) this.#recent.shift();
  }

  #takeClear(step: number): void {
    this.#clearInARow++;
    if (this.#isOpen && this.#clearInARow < CLEAR_WINDOWS_TO_CLOSE) return;
    if (this.#isOpen) this.#change({ state: "resolved" });
    this.#isOpen = false;
    this.#lastClearStep = step;
  }

  #takeSymptom({ toStep, answer }: Moment, judgement: Exclude<Judgement, object>): void {
    this.#clearInARow = 0;
    const symptoms = this.#recent.filter((moment) => moment !== null);
    if (!this.#isOpen && symptoms.length >= this.#held.windows) this.#open(symptoms, answer);
    if (!this.#isOpen) return;
    this.#change({ lastStep: toStep });
    const isConfirmed = symptoms.filter((symptom) => symptom.isConfirmed).length >= this.#held.windows;
    if (judgement === "confirmed" && isConfirmed && this.#incidents.at(-1)?.confirmedStep === null) {
      this.#change({ state: "confirmed", confirmedStep: toStep, measured: answer.measured });
    }
  }

  #open(symptoms: readonly Symptom[], { measured }: Answer): void {
    const firstStep = symptoms[0]?.fromStep ?? Number.NaN;
    const lastSafeStep =
      this.#lastClearStep !== null && this.#lastClearStep < firstStep ? this.#lastClearStep : null;
    this.#isOpen = true;
    const lastStep = symptoms.at(-1)?.toStep ?? firstStep;
    this.#incidents.push({
      state: "suspected",
      firstStep,
      confirmedStep: null,
      lastStep,
      lastSafeStep,
      measured,
    });
  }

  #change(change: Partial<Incident>): void {
    const latest = this.#incidents.pop();
    if (latest !== undefined) this.#incidents.push({ ...latest, ...change });
  }
}
