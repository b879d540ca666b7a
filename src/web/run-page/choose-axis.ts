/** Goes from one axis to another, taking the cursor and the visible range along. */
import type { Axis } from "../../model/index.ts";
import { address } from "../address/address-store.ts";
import { ask } from "../data/ask.ts";
import { seriesRequest } from "../data/requests.ts";
import { placeInOther, translatedPlaces } from "../time/axis-translation.ts";

/** The series by which places of one axis are found on another. */
export interface AxisReference {
  readonly run: string;
  readonly tag: string;
}

/** Fine enough that a cursor lands within a pixel of where it was. */
const REFERENCE_BUCKETS = 2000;

/** Without a reference, or an answer about it, cursor and range let go: places of one axis mean nothing on another. */
export async function chooseAxis(axis: Axis, reference: AxisReference | null): Promise<void> {
  const { step, range, axis: former } = address.get();
  const isFree = step === null && range === null;
  const translate = reference === null || isFree ? null : await translation(reference, former, axis);
  const placeOf = (place: number) => translate?.(place) ?? null;
  address.change({ axis, ...translatedPlaces({ step, range }, placeOf) }, "push");
}

async function translation({ run, tag }: AxisReference, from: Axis, to: Axis) {
  const { signal } = new AbortController();
  const viewOn = async (axis: Axis) => {
    const request = seriesRequest({ run, tags: [tag], axis, maxBuckets: REFERENCE_BUCKETS });
    const [view] = await request.load(ask, signal, () => {});
    return view ?? null;
  };
  // That the server does not answer is said by every chart; the axis is chosen all the same.
  const [before, after] = await Promise.all([viewOn(from), viewOn(to)]).catch(() => [null, null]);
  if (before === null || after === null) return null;
  return (place: number) => placeInOther(place, before, after);
}
