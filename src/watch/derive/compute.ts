/** Reads the values of each moment from the event files and derives what they tell. */
import {
  type DerivedValue,
  deriveFromClasses,
  deriveFromFeatures,
  deriveFromGradients,
  deriveFromLabelledOutputs,
  deriveFromLabels,
  deriveFromLoneSamples,
  deriveFromOutputs,
  deriveFromPoints,
  deriveFromSamples,
  deriveFromValues,
  deriveFromVariant,
  deriveFromWeights,
  type MeasuredFeatures,
  type WeightsOfLayer,
} from "../../derivations/index.ts";
import { comparisonOf } from "../../encoders/index.ts";
import { ExplainedError, type Histogram } from "../../model/index.ts";
import { decodeHistogram } from "../../tfevents/index.ts";
import { FileBytes } from "../file-bytes.ts";
import type { MeantOutputs } from "../meant-outputs.ts";
import type { Computing, DerivedMoment, DeriveJob, PlacedMoment, ValuePlace } from "./derive-messages.ts";
import { type LoggedFeatureSide, LoggedFeatureSides } from "./logged-feature-sides.ts";
import { LoggedPlots } from "./logged-plots.ts";
import { OpenEncoders } from "./open-encoders.ts";
import { SampleSides, sidesOf } from "./sample-sides.ts";

/** In this thread. A moment whose values can't be read or measured says why, and the others go on. */
export function computeHere(): Computing {
  const files = new FileBytes();
  const read = ({ file, offset, length }: ValuePlace) => files.read(file, { offset, length });
  const tools: Tools = {
    read,
    sides: new SampleSides(read),
    features: new LoggedFeatureSides(read),
    plots: new LoggedPlots(read),
    encoders: new OpenEncoders(),
  };
  return {
    async compute(job) {
      const derived: DerivedMoment[] = [];
      for (const moment of job.moments) {
        try {
          derived.push({ kind: "derived", values: await deriveMoment(job, moment, tools) });
        } catch (error) {
          derived.push({ kind: "failed", reason: reasonOf(error) });
        }
      }
      return derived;
    },
    identify: async (file) => {
      const { name, weightsHash, input } = await tools.encoders.open({ kind: "file", ...file });
      return { name, weightsHash, input };
    },
    async close() {
      await tools.encoders.close();
      await files.close();
    },
  };
}

interface Tools {
  readonly read: (place: ValuePlace) => Promise<Uint8Array>;
  readonly sides: SampleSides;
  readonly features: LoggedFeatureSides;
  readonly plots: LoggedPlots;
  readonly encoders: OpenEncoders;
}

async function deriveMoment(job: DeriveJob, moment: PlacedMoment, tools: Tools): Promise<DerivedValue[]> {
  const { measures } = job;
  switch (measures.kind) {
    case "outputs":
      return ofOutputs(moment, tools, measures);
    case "samples": {
      const { real, fake, before } = await sidesOf(tools.sides, job, moment);
      return deriveFromSamples({
        real: real.measured(),
        fake: fake.measured(),
        before: before?.measured() ?? null,
        isFixedNoise: measures.isFixedNoise,
      });
    }
    case "lone-samples": {
      const fake = await tools.sides.lone(job, moment.fake);
      const before = moment.before === null ? null : await tools.sides.lone(job, moment.before);
      return deriveFromLoneSamples({ fake: fake.measured(), before: before?.measured() ?? null });
    }
    case "points":
      return ofPoints(job, moment, tools);
    case "features":
      return ofFeatures(moment, tools, measures.encoder);
    case "gradients":
      return deriveFromGradients(measures, await histogramAt(moment.fake, tools));
    case "weights":
      return ofWeights(measures, moment, tools);
    case "values":
      return deriveFromValues(measures, {
        fake: await histogramAt(moment.fake, tools),
        real: measures.isBesideReal ? await histogramAt(moment.real, tools) : null,
        before: moment.before === null ? null : await histogramAt(moment.before, tools),
      });
    case "labels":
      return measures.areDifferences
        ? deriveFromLabels(await histogramAt(moment.fake, tools))
        : deriveFromLabelledOutputs(
            await histogramAt(moment.real, tools),
            await histogramAt(moment.fake, tools),
          );
    case "variant": {
      const { real, fake } = await sidesOf(tools.sides, job, { ...moment, before: null });
      return deriveFromVariant({
        variant: measures.variant,
        beside: real.measured(),
        changed: fake.measured(),
      });
    }
    case "encoded":
      return ofEncoded(job, moment, tools);
  }
}

async function histogramAt(place: ValuePlace, { read }: Tools): Promise<Histogram> {
  return decodeHistogram(await read(place));
}

async function ofWeights(
  layer: WeightsOfLayer,
  { fake: place, before }: PlacedMoment,
  tools: Tools,
): Promise<DerivedValue[]> {
  return deriveFromWeights(layer, {
    now: await histogramAt(place, tools),
    before: before === null ? null : await histogramAt(before, tools),
  });
}

async function ofOutputs(
  { real, fake, heldOut }: PlacedMoment,
  { read }: Tools,
  { threshold, isLowOnReal, areProbabilities }: MeantOutputs,
): Promise<DerivedValue[]> {
  const histogram = async (place: ValuePlace) => decodeHistogram(await read(place));
  return deriveFromOutputs({
    real: await histogram(real),
    fake: await histogram(fake),
    heldOut: heldOut === null ? null : await histogram(heldOut),
    threshold,
    isLowOnReal,
    areProbabilities,
  });
}

/** Most pictures are no plots, as the first of the tag shows: then no other is looked at. */
async function ofPoints(
  { first, tags }: DeriveJob,
  moment: PlacedMoment,
  { plots }: Tools,
): Promise<DerivedValue[]> {
  const atFirst = await plots.at(first.fake);
  const now = atFirst === null ? null : await plots.at(moment.fake);
  if (atFirst === null || now === null) return [];
  const before = moment.before === null ? null : await plots.at(moment.before);
  const real = tags.real === tags.fake ? null : await plots.at(moment.real);
  return deriveFromPoints({ first: atFirst, now, before, real });
}

async function ofFeatures(
  { real, fake, heldOut, before }: PlacedMoment,
  { features }: Tools,
  encoder: string,
): Promise<DerivedValue[]> {
  const [ofReal, ofFake] = [await features.at(real, encoder), await features.at(fake, encoder)];
  comparisonOf(ofReal, ofFake);
  return deriveFromFeatures({
    encoder,
    real: ofReal.measured,
    fake: ofFake.measured,
    heldOut: heldOut === null ? null : (await features.at(heldOut, encoder)).measured,
    before: before === null ? null : await earlierFeatures(before, { features, encoder, like: ofReal }),
  });
}

interface Earlier {
  readonly features: LoggedFeatureSides;
  readonly encoder: string;
  readonly like: LoggedFeatureSide;
}

/** Null where they can't be compared: what is wrong with them was said of their own moment. */
async function earlierFeatures(
  place: ValuePlace,
  { features, encoder, like }: Earlier,
): Promise<MeasuredFeatures | null> {
  try {
    const { measured } = await features.at(place, encoder);
    return measured.all.featureCount === like.features.featureCount ? measured : null;
  } catch {
    return null;
  }
}

/** Nothing for images that are no digits, where the classifier of digits is to encode them. */
async function ofEncoded(
  job: DeriveJob,
  moment: PlacedMoment,
  { sides, encoders }: Tools,
): Promise<DerivedValue[]> {
  const { measures } = job;
  if (measures.kind !== "encoded") return [];
  const encoder = await encoders.open(measures.choice);
  const { real, fake } = await sidesOf(sides, job, { ...moment, before: null });
  if (measures.choice.kind === "digits" && !(await real.areDigits(encoder))) return [];
  const [ofReal, ofFake] = [await real.encoded(encoder), await fake.encoded(encoder)];
  comparisonOf(ofReal, ofFake);
  return [
    ...deriveFromFeatures({
      encoder: measures.encoder,
      real: ofReal.measured,
      fake: ofFake.measured,
      heldOut: null,
    }),
    ...(ofReal.probabilities === null || ofFake.probabilities === null
      ? []
      : deriveFromClasses({ real: ofReal.probabilities, fake: ofFake.probabilities })),
  ];
}

function reasonOf(error: unknown): string {
  if (error instanceof ExplainedError) return error.what;
  return error instanceof Error ? error.message : String(error);
}
