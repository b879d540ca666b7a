/** Fire at once on what an instrument's preflight found before the first step: one rule a failure mode. */
import { defineRule, type FailureMode, type Rule, required, type Severity } from "../rule.ts";
import type { SignalId } from "../signals.ts";
import { threshold } from "../threshold.ts";

type PreflightSignal = Extract<SignalId, `preflight/${string}`>;

interface PreflightFault {
  readonly id: string;
  readonly mode: FailureMode;
  readonly signal: PreflightSignal;
  readonly headline: string;
  readonly severity: Severity;
  readonly explains: readonly string[];
  readonly why: string;
  readonly remedy: string;
}

/** What follows where the discriminator tells real from generated, whatever the generator does. */
const DISCRIMINATOR_WINS = [
  "discriminator-overpowers",
  "losses-say-discriminator-won",
  "discriminator-loss-vanishes",
  "discriminator-breaks-away",
  "generator-loss-rises-on",
] as const;
/** What the samples of a generator look like that was not taught what it should have been. */
const SAMPLES_SUFFER = [
  "noise-is-ignored",
  "samples-collapse",
  "samples-repeat",
  "modes-are-missing",
  "classes-lack-variety",
] as const;

const FAULTS: readonly PreflightFault[] = [
  {
    id: "preflight-finds-broken-data",
    mode: "F09",
    signal: "preflight/F09",
    headline: "Preflight: real samples are NaN or infinite",
    severity: 5,
    explains: ["non-finite-values", "loss-diverges", "losses-stand-still", "loss-scale-collapses"],
    why: "One NaN in a batch makes every weight that learns from it NaN.",
    remedy: "Look for NaN and infinite values where the data is read, and remove them",
  },
  {
    id: "preflight-finds-wrong-range",
    mode: "F20",
    signal: "preflight/F20",
    headline: "Preflight: data and generated samples cannot match",
    severity: 5,
    explains: [
      "data-range-mismatch",
      ...DISCRIMINATOR_WINS,
      ...SAMPLES_SUFFER,
      "discriminator-uses-shortcut",
      "early-layers-starve",
      "checkerboard-pattern",
    ],
    why: "Values or shapes that are never generated give the real samples away, so that nothing else is learnt.",
    remedy: "Bring real and generated samples into one range, scale and layout",
  },
  {
    id: "preflight-finds-wrong-direction",
    mode: "F25",
    signal: "preflight/F25",
    headline: "Preflight: a player is trained against itself",
    severity: 5,
    explains: [
      "both-players-win",
      "labels-are-swapped",
      "generator-loss-has-wrong-sign",
      "generator-climbs-its-loss",
      "one-player-stands-still",
      "loss-diverges",
      ...DISCRIMINATOR_WINS,
      "discriminator-learns-nothing",
      "losses-stand-at-chance",
      ...SAMPLES_SUFFER,
    ],
    why: "With swapped labels, a wrong sign or the other player's weights in its optimiser a player learns to lose.",
    remedy: "Check the labels and the sign of each loss, and which parameters each optimiser holds",
  },
  {
    id: "preflight-finds-idle-player",
    mode: "F19",
    signal: "preflight/F19",
    headline: "Preflight: a player's own step changes nothing",
    severity: 5,
    explains: [
      "one-player-stands-still",
      "samples-stand-still",
      "discriminator-stops-answering",
      "losses-stand-still",
      "generator-loss-falls-steadily",
      "learning-rates-unbalanced",
      ...DISCRIMINATOR_WINS,
      "discriminator-learns-nothing",
      "losses-stand-at-chance",
      ...SAMPLES_SUFFER,
    ],
    why: "A player that does not train leaves the other to play against what it was initialised to.",
    remedy: "Check its learning rate, what its optimiser holds, and that its loss depends on its parameters",
  },
  {
    id: "preflight-finds-repeated-noise",
    mode: "F14",
    signal: "preflight/F14",
    headline: "Preflight: the generator's noise repeats",
    severity: 4,
    explains: [...SAMPLES_SUFFER, "samples-stand-still"],
    why: "From one draw of noise the generator learns one batch, and what lies between is never trained.",
    remedy: "Draw new noise in every step and for every sample; keep fixed noise for looking at samples",
  },
];

export const PREFLIGHT_RULES: readonly Rule[] = FAULTS.map(ruleOf);

function ruleOf({ signal, remedy, ...fault }: PreflightFault): Rule {
  return defineRule({
    ...fault,
    maturity: "trial",
    needs: { severity: required(signal) },
    thresholds: {
      severityAtLeast: threshold(4, "severity", "preflight's own scale: from 4 on a game cannot train well"),
      doubtAtLeast: threshold(3, "severity", "may hold a game back; below that training works"),
    },
    heldFor: { windows: 1, of: 1 },
    arms: "at-once",
    isOfSetUp: true,
    source: {
      cite: "definition",
      claim: "the instruments try the players' own data, losses and updates, see the pages on instrumenting",
    },
    remedies: [
      {
        do: "Read the text nashboard/preflight: it says what was seen, with its numbers, and what to change",
      },
      { do: remedy },
    ],
    shows: {
      severity: {
        on: "severity",
        statistic: "gravest severity that preflight found",
        against: "severityAtLeast",
      },
    },
    example: { severity: [3, 5] },
    // Each check reports for itself: the gravest of all is the report.
    measure: ({ severity }) => ({ severity: severity.peak() }),
    judge({ severity }, t) {
      if (!Number.isFinite(severity)) return { missing: [signal] };
      if (severity >= t.severityAtLeast) return "confirmed";
      return severity >= t.doubtAtLeast ? "suspected" : "clear";
    },
  });
}
