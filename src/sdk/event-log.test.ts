/** Holds the log to its deadline and its buffer, and to losing nothing in silence. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EventFileReader } from "../tfevents/index.ts";
import { EventLog, type EventSink } from "./event-log.ts";

class MemorySink implements EventSink {
  readonly appended: Uint8Array[] = [];
  isClosed = false;
  isBroken = false;

  append(bytes: Uint8Array): void {
    if (this.isBroken) throw new Error("the disk is gone");
    this.appended.push(bytes);
  }

  close(): void {
    this.isClosed = true;
  }

  pointsOf(tag: string): number[] {
    const reader = new EventFileReader();
    return this.appended.flatMap((bytes) =>
      reader
        .read(bytes)
        .tags.filter(({ info }) => info.tag === tag)
        .flatMap(({ scalars }) => [...(scalars?.values ?? [])]),
    );
  }
}

let sink: MemorySink;
let now: number;
let log: EventLog;
beforeEach(() => {
  vi.useFakeTimers();
  sink = new MemorySink();
  now = 1000;
  log = new EventLog(sink, { wallTimeSeconds: () => now });
});
afterEach(() => vi.useRealTimers());

describe("EventLog", () => {
  it("hands bytes over after half a second even when nothing more is logged", () => {
    log.scalar("loss", 0, 0.5);
    expect(sink.appended).toHaveLength(0);
    vi.advanceTimersByTime(500);
    expect(sink.pointsOf("loss")).toEqual([0.5]);
  });

  it("keeps the deadline in a loop that never lets a timer run", () => {
    log.scalar("loss", 0, 0.5);
    now += 0.499;
    log.scalar("loss", 1, 0.25);
    expect(sink.appended).toHaveLength(0);
    now += 0.001;
    log.scalar("loss", 2, 0.125);
    expect(sink.pointsOf("loss")).toEqual([0.5, 0.25, 0.125]);
  });

  it("hands bytes over when 64 KiB are waiting", () => {
    log.text("notes", 0, "x".repeat(65_536));
    expect(sink.appended).toHaveLength(1);
  });

  it("loses nothing on close, closes the sink once, and refuses what comes later", () => {
    log.scalar("loss", 0, 0.5);
    log.close();
    log.close();
    expect(sink.pointsOf("loss")).toEqual([0.5]);
    expect(sink.isClosed).toBe(true);
    expect(() => log.scalar("loss", 1, 0.5)).toThrow(/after the event log was closed/);
  });

  it("throws a failed write to whoever logs next, even when it failed in the timer", () => {
    sink.isBroken = true;
    log.scalar("loss", 0, 0.5);
    vi.advanceTimersByTime(500);
    expect(() => log.scalar("loss", 1, 0.5)).toThrow("the disk is gone");
    expect(() => log.flush()).toThrow("the disk is gone");
  });
});
