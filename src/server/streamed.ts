/** Sends an answer while it is being made. */

/**
 * Rejects where the first part can't be made, so that this failure has a status of its own; a later one cuts
 * the answer off. The next part is made when the one before is on its way.
 */
export async function streamed(
  parts: AsyncGenerator<Uint8Array<ArrayBuffer>>,
  contentType: string,
): Promise<Response> {
  const first = await parts.next();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => pass(first, controller),
    pull: async (controller) => pass(await parts.next(), controller),
    cancel: () => void parts.return(undefined),
  });
  return new Response(body, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}

function pass<T>(result: IteratorResult<T>, controller: ReadableStreamDefaultController<T>): void {
  if (result.done === true) controller.close();
  else controller.enqueue(result.value);
}
