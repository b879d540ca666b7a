/** Householder's reflection of a vector onto its first axis: the step that thins a matrix to a band. */

export interface Reflection {
  /** The first element of the reflected vector; all others are 0. */
  readonly image: number;
  /** I − scale · v·vᵀ is the reflection; 0 where there is nothing to reflect. */
  readonly scale: number;
}

/** Changes `vector[first …]` into v, with 1 at `first`; places before `first` stay. */
export function reflectInPlace(vector: Float64Array, first: number): Reflection {
  const head = vector[first] ?? 0;
  let squares = 0;
  for (let place = first + 1; place < vector.length; place++) squares += (vector[place] ?? 0) ** 2;
  if (squares === 0) {
    vector[first] = 1;
    return { image: head, scale: 0 };
  }
  const norm = Math.sqrt(head * head + squares);
  const image = head > 0 ? -norm : norm;
  const divisor = head - image;
  for (let place = first + 1; place < vector.length; place++) vector[place] = (vector[place] ?? 0) / divisor;
  vector[first] = 1;
  return { image, scale: (image - head) / image };
}
