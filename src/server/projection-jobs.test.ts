/** Jobs are shared, bounded, kept when done, and ended when nobody waits. */
import { describe, expect, it } from "vitest";
import { FrameReader, type ProjectionHeader, type ProjectionRequest, unpackColumns } from "../api/index.ts";
import { ProjectionJobs } from "./projection-jobs.ts";
import { HeldProjections } from "./testing/held-projections.ts";

const ASK: ProjectionRequest = { run: "a", real: "r", generated: "g", method: "pca", seed: 0 };

function partsIn(frames: FrameReader, piece: Uint8Array | undefined) {
  return frames.add(piece ?? new Uint8Array()).map((buffer) => {
    const { header, columns } = unpackColumns(buffer);
    return { header: header as ProjectionHeader, columns };
  });
}

async function allOf(response: Response) {
  const frames = new FrameReader();
  const parts = partsIn(frames, new Uint8Array(await response.arrayBuffer()));
  frames.end();
  return parts;
}

describe("projection jobs", () => {
  it("tells where they are and ends with the places", async () => {
    const projections = new HeldProjections();
    const answer = await new ProjectionJobs(projections).answer(ASK);
    projections.finish();
    const parts = await allOf(answer);
    expect(parts[0]?.header).toEqual({
      ...{ kind: "progress", phase: "optimising" },
      ...{ done: 1, total: 2, stepCount: 0 },
    });
    expect(parts.at(-1)?.header.kind).toBe("done");
    expect([...(parts.at(-1)?.columns.generatedPositions ?? [])]).toEqual([2, 3]);
  });

  it("are joined by the same question, and kept when done", async () => {
    const projections = new HeldProjections();
    const jobs = new ProjectionJobs(projections);
    const both = [await jobs.answer(ASK), await jobs.answer({ ...ASK })];
    projections.finish();
    for (const answer of both) expect((await allOf(answer)).at(-1)?.header.kind).toBe("done");
    expect((await allOf(await jobs.answer(ASK))).map(({ header }) => header.kind)).toEqual(["done"]);
    expect(projections.asked).toHaveLength(1);
  });

  it("end when the last who waits has left", async () => {
    const projections = new HeldProjections();
    const jobs = new ProjectionJobs(projections);
    const [one, other] = [await jobs.answer(ASK), await jobs.answer(ASK)];
    await one.body?.cancel();
    expect(projections.ended).toEqual([]);
    await other.body?.cancel();
    expect(projections.ended).toEqual([ASK]);
    await jobs.answer(ASK);
    expect(projections.asked).toHaveLength(2);
  });

  it("are eight at most", async () => {
    const jobs = new ProjectionJobs(new HeldProjections());
    for (let seed = 0; seed < 8; seed++) await jobs.answer({ ...ASK, seed });
    await expect(jobs.answer({ ...ASK, seed: 8 })).rejects.toMatchObject({ code: "PROJECTIONS_BUSY" });
    await expect(jobs.answer({ ...ASK, seed: 7 })).resolves.toBeInstanceOf(Response);
  });

  it("say why they failed", async () => {
    const jobs = new ProjectionJobs({
      identityOf: async () => "one",
      project: async () => {
        throw new Error("no memory");
      },
    });
    const parts = await allOf(await jobs.answer(ASK));
    expect(parts.at(-1)?.header).toMatchObject({ kind: "failed", error: { code: "INTERNAL" } });
  });
});
