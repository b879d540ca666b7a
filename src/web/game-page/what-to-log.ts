/** What a run does not log that the game's page could show, and under which tag to log it. */
import type { TagSummary } from "../../api/index.ts";
import type { GameLayout } from "./game-layout.ts";

export interface WantedEvidence {
  readonly what: string;
  readonly shows: string;
  readonly logThis: readonly string[];
}

interface Wanted extends WantedEvidence {
  readonly isMissing: (layout: GameLayout, tags: readonly TagSummary[]) => boolean;
}

const WANTED: readonly Wanted[] = [
  {
    what: "discriminator accuracy",
    shows: "which player is ahead",
    logThis: ["discriminator/accuracy/real", "discriminator/accuracy/fake"],
    isMissing: ({ accuracies }) => accuracies.length === 0,
  },
  {
    what: "discriminator outputs as histograms of logits",
    shows: "overlap, saturation and collapse that losses hide",
    logThis: ["discriminator/logits/real", "discriminator/logits/fake"],
    isMissing: ({ outputs }) => outputs.kind !== "histograms",
  },
  {
    what: "outputs on held-out real samples",
    shows: "whether the discriminator memorises its training set",
    logThis: ["discriminator/logits/held_out"],
    isMissing: ({ outputs }) => outputs.kind !== "histograms" || outputs.heldOut === null,
  },
  {
    what: "gradient norm of each generator layer",
    shows: "whether gradients reach the first layers",
    logThis: ["generator/gradient_norm/<layer>"],
    isMissing: ({ generatorLayers }) => generatorLayers.length === 0,
  },
  {
    what: "gradient norm of each discriminator layer",
    shows: "where the discriminator saturates",
    logThis: ["discriminator/gradient_norm/<layer>"],
    isMissing: ({ discriminatorLayers }) => discriminatorLayers.length === 0,
  },
  {
    what: "samples from fixed noise",
    shows: "what changes in the generator, without the chance of new noise",
    logThis: ["samples/fixed_noise"],
    isMissing: ({ fixedSamples }) => fixedSamples?.role !== "sample.fixed",
  },
  {
    what: "real samples",
    shows: "what the generated ones should look like",
    logThis: ["samples/real"],
    isMissing: ({ realSamples }) => realSamples === null,
  },
  {
    what: "features of real and generated samples, from an encoder that is not trained",
    shows: "Fréchet and kernel distance, precision and recall, a map of the samples",
    logThis: ["features/<encoder>/real", "features/<encoder>/fake"],
    isMissing: (_, tags) => !tags.some(({ role }) => role.startsWith("features.")),
  },
  {
    what: "a quality metric",
    shows: "progress in one number",
    logThis: ["quality/fid", "quality/kid"],
    isMissing: (_, tags) => !tags.some(({ role }) => role.startsWith("metric.")),
  },
];

export function whatToLog(layout: GameLayout, tags: readonly TagSummary[]): readonly WantedEvidence[] {
  return WANTED.filter(({ isMissing }) => isMissing(layout, tags));
}
