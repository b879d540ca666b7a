/** Makes a value when it is first asked for, because not everything that is measured of samples is needed of each. */
export function once<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
