/** Reads the values of each moment from the event files and derives what they tell. */
import { type DerivedValue, deriveFromOutputs, deriveFromSamples } from "../../derivations/index.ts";
import { ExplainedError } from "../../model/index.ts";
import { decodeHistogram, decodeImages } from "../../tfevents/index.ts";
import { FileBytes } from "../file-bytes.ts";
import { decodedImages } from "./decoded-images.ts";
import type { Computing, DerivedMoment, DeriveJob, PlacedMoment, ValuePlace } from "./derive-messages.ts";

/** In this thread. A moment whose values can't be read or measured says why, and the others go on. */
export function computeHere(): Computing {
  const files = new FileBytes();
  const read = ({ file, offset, length }: ValuePlace) => files.read(file, { offset, length });
  return {
    async compute(job) {
      const derived: DerivedMoment[] = [];
      for (const moment of job.moments) {
        try {
          derived.push({ kind: "derived", values: await deriveMoment(job, moment, read) });
        } catch (error) {
          derived.push({ kind: "failed", reason: reasonOf(error) });
        }
      }
      return derived;
    },
    close: () => files.close(),
  };
}

type Read = (place: ValuePlace) => Promise<Uint8Array>;

async function deriveMoment(
  { group, threshold }: DeriveJob,
  { real, fake, heldOut, before }: PlacedMoment,
  read: Read,
): Promise<DerivedValue[]> {
  if (group === "outputs") {
    const histogram = async (place: ValuePlace) => decodeHistogram(await read(place));
    return deriveFromOutputs({
      real: await histogram(real),
      fake: await histogram(fake),
      heldOut: heldOut === null ? null : await histogram(heldOut),
      threshold,
    });
  }
  const images = async (place: ValuePlace) => decodedImages(decodeImages(await read(place)).images);
  return deriveFromSamples({
    real: await images(real),
    fake: await images(fake),
    before: before === null ? null : await images(before),
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof ExplainedError) return error.what;
  return error instanceof Error ? error.message : String(error);
}
