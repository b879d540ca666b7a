/** Rules for images and audio: what is pictured, not what is measured. */
import { CONFIDENCE, type Rule } from "./rule.ts";

export const MEDIA_RULES: readonly Rule[] = [
  {
    all: ["learningRate"],
    gives: "sample.other",
    confidence: CONFIDENCE.presumable,
    because: "what “lr” is short for with pictures: inputs of low resolution",
  },
  {
    any: ["diagram"],
    gives: "sample.other",
    confidence: CONFIDENCE.presumable,
    because: "a diagram, not a sample",
  },
  {
    network: ["discriminator"],
    all: ["output"],
    gives: "sample.other",
    confidence: CONFIDENCE.presumable,
    because: "a picture of the discriminator's output, such as a map of patch scores",
  },
  {
    side: ["conflicting"],
    gives: "sample.other",
    confidence: CONFIDENCE.presumable,
    because: "real and generated in one picture",
  },
  {
    all: ["input"],
    side: ["none"],
    network: ["none"],
    gives: "sample.real",
    confidence: CONFIDENCE.guess,
    because: "inputs or targets of the training step come from the data",
  },
  {
    all: ["term"],
    none: ["real", "fake", "generator", "output"],
    gives: "sample.rec",
    confidence: CONFIDENCE.guess,
    because: "reconstructions",
  },
  { side: ["real", "heldOut"], gives: "sample.real", confidence: CONFIDENCE.clear, because: "real data" },
  {
    all: ["fixed"],
    gives: "sample.fixed",
    confidence: CONFIDENCE.clear,
    because: "generated from fixed noise, so that pictures compare over time",
  },
  { side: ["fake"], gives: "sample.fake", confidence: CONFIDENCE.clear, because: "generated" },
  {
    network: ["generator"],
    gives: "sample.fake",
    confidence: CONFIDENCE.likely,
    because: "the generator's output",
  },
  {
    any: ["output", "media", "validation"],
    network: ["none"],
    gives: "sample.fake",
    confidence: CONFIDENCE.guess,
    because: "pictures without a side, logged while training a generator, are most often its own",
  },
];

export const UNKNOWN_MEDIA: Rule = {
  gives: "sample.other",
  confidence: CONFIDENCE.guess,
  because: "media whose name does not say what it shows",
};
