/** Holds the file in memory to being an event file. */
import { expect, it } from "vitest";
import { EventFileReader } from "../tfevents/index.ts";
import { EventLog } from "./event-log.ts";
import { memoryEventFile } from "./memory-event-file.ts";

it("holds what was logged, as bytes that a reader of event files takes, under a name it knows", async () => {
  const file = memoryEventFile();
  const log = new EventLog(file);
  log.scalar("generator/loss", 0, 0.5);
  log.flush();
  log.scalar("generator/loss", 1, 0.25);
  log.close();
  const bytes = new Uint8Array(await file.blob().arrayBuffer());
  expect(bytes.length).toBe(file.byteCount);
  const [tag] = new EventFileReader().read(bytes).tags;
  expect([...(tag?.scalars?.values ?? [])]).toEqual([0.5, 0.25]);
  expect(file.fileName).toMatch(/^events\.out\.tfevents\.\d{10}\.browser\.[\w-]+\.nashboard$/);
});
