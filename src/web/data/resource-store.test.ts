/** The store fetches what is looked at and changed, not more, and never loses a change. */
import { expect, test } from "vitest";
import { AnswerError } from "./ask.ts";
import type { Concern, ResourceRequest } from "./resource.ts";
import { ResourceStore, type Scheduler } from "./resource-store.ts";

/** A clock that a test moves by hand. */
class HandClock implements Scheduler {
  #now = 0;
  #timers: { readonly at: number; readonly action: () => void }[] = [];
  now = () => this.#now;
  after = (milliseconds: number, action: () => void) => {
    const timer = { at: this.#now + milliseconds, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };
  async advance(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    const due = this.#timers.filter(({ at }) => at <= this.#now);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const { action } of due) action();
    await settled();
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

interface Setting {
  readonly clock: HandClock;
  readonly store: ResourceStore;
  readonly asked: string[];
  answer: (url: string) => Promise<Response>;
}

function setting(): Setting {
  const clock = new HandClock();
  const asked: string[] = [];
  const made: Setting = {
    clock,
    asked,
    answer: async () => new Response(String(asked.length)),
    store: new ResourceStore((url) => {
      asked.push(url);
      return made.answer(url);
    }, clock),
  };
  return made;
}

function lossRequest(key = "loss", concerns?: Concern): ResourceRequest<string> {
  return {
    key,
    load: async (ask, signal) => (await ask(key, signal)).text(),
    concerns: concerns ?? { what: "tags", run: "a", tags: new Set(["loss"]) },
  };
}

const lossChanged = [{ run: "a", tags: ["loss"] }];

test("what is watched is fetched once and told to every watcher", async () => {
  const { store, asked } = setting();
  const told: string[] = [];
  store.watch(lossRequest(), () => told.push("first"));
  store.watch(lossRequest(), () => told.push("second"));
  await settled();
  expect(asked).toEqual(["loss"]);
  expect(told).toEqual(["first", "second"]);
  expect(store.read(lossRequest())).toEqual({ state: "ready", data: "1" });
});

test("only a change of a named tag of the same run fetches again", async () => {
  const { store, asked, clock } = setting();
  store.watch(lossRequest(), () => {});
  await settled();
  await clock.advance(1000);
  store.changed([{ run: "b", tags: ["loss"] }]);
  store.changed([{ run: "a", tags: ["accuracy"] }]);
  await settled();
  expect(asked).toHaveLength(1);
  store.changed(lossChanged);
  await settled();
  expect(asked).toHaveLength(2);
});

test("a hundred changes in a second make at most five fetches, and the last change is not lost", async () => {
  const { store, asked, clock } = setting();
  store.watch(lossRequest(), () => {});
  await settled();
  for (let i = 0; i < 100; i++) {
    store.changed(lossChanged);
    await clock.advance(10);
  }
  expect(asked.length).toBeLessThanOrEqual(5);
  const before = asked.length;
  store.changed(lossChanged);
  await clock.advance(250);
  expect(asked.length).toBe(before + 1);
});

test("a request may ask for a longer interval of its own", async () => {
  const { store, asked, clock } = setting();
  store.watch({ ...lossRequest(), minimumIntervalMilliseconds: 1000 }, () => {});
  await settled();
  store.changed(lossChanged);
  await clock.advance(499);
  expect(asked).toHaveLength(1);
  await clock.advance(1);
  expect(asked).toHaveLength(2);
  store.changed(lossChanged);
  await clock.advance(999);
  expect(asked).toHaveLength(2);
  await clock.advance(1);
  expect(asked).toHaveLength(3);
});

test("changes at the pace of fetching, a little out of step, are each fetched at once", async () => {
  const { store, asked, clock } = setting();
  store.watch(lossRequest(), () => {});
  await settled();
  await clock.advance(140);
  for (let change = 1; change <= 8; change++) {
    store.changed(lossChanged);
    await settled();
    expect(asked).toHaveLength(1 + change);
    await clock.advance(250);
  }
});

test("a change during a fetch fetches again after it", async () => {
  const made = setting();
  const { store, asked, clock } = made;
  let finish = (_: Response) => {};
  made.answer = () => new Promise((resolve) => (finish = resolve));
  store.watch(lossRequest(), () => {});
  await clock.advance(400);
  store.changed(lossChanged);
  finish(new Response("old"));
  await settled();
  expect(asked).toHaveLength(2);
  finish(new Response("new"));
  await settled();
  expect(store.read(lossRequest()).data).toBe("new");
});

test("what nobody looks at is not fetched, and is fetched when looked at again", async () => {
  const { store, asked, clock } = setting();
  const stop = store.watch(lossRequest(), () => {});
  await settled();
  stop();
  await clock.advance(1000);
  store.changed(lossChanged);
  expect(asked).toHaveLength(1);
  store.watch(lossRequest(), () => {});
  await settled();
  expect(asked).toHaveLength(2);
});

test("an unchanged answer is kept for the next look", async () => {
  const { store, asked } = setting();
  store.watch(lossRequest(), () => {})();
  const stop = store.watch(lossRequest(), () => {});
  await settled();
  stop();
  store.watch(lossRequest(), () => {});
  await settled();
  expect(asked).toHaveLength(2);
  expect(store.read(lossRequest()).state).toBe("ready");
});

test("a hidden page fetches nothing and catches up on return", async () => {
  const { store, asked, clock } = setting();
  store.watch(lossRequest(), () => {});
  await settled();
  store.setPaused(true);
  await clock.advance(1000);
  store.changed(lossChanged);
  store.changed(lossChanged);
  await settled();
  expect(asked).toHaveLength(1);
  store.setPaused(false);
  await settled();
  expect(asked).toHaveLength(2);
});

test("after missed messages everything watched is fetched again, save what can never change", async () => {
  const { store, asked, clock } = setting();
  store.watch(lossRequest("loss"), () => {});
  store.watch(lossRequest("runs", { what: "every run" }), () => {});
  store.watch(lossRequest("image", { what: "nothing" }), () => {});
  await settled();
  await clock.advance(1000);
  store.everythingMayHaveChanged();
  await settled();
  expect(asked).toEqual(["loss", "runs", "image", "loss", "runs"]);
});

test("a failure keeps the last data, says why, and a retry mends it", async () => {
  const made = setting();
  const { store, clock } = made;
  store.watch(lossRequest(), () => {});
  await settled();
  const error = { code: "GONE", what: "Gone.", why: "It left.", fix: "Wait." };
  made.answer = () => Promise.reject(new AnswerError(error));
  await clock.advance(1000);
  store.changed(lossChanged);
  await settled();
  expect(store.read(lossRequest())).toEqual({ state: "failed", data: "1", error });
  made.answer = async () => new Response("back");
  await clock.advance(1000);
  store.retry("loss");
  await settled();
  expect(store.read(lossRequest())).toEqual({ state: "ready", data: "back" });
});

test("the beginning of a long first answer is shown meanwhile, no more often than eyes can follow", async () => {
  const { store, clock } = setting();
  let arrived: (beginning: string) => void = () => {};
  let finish: (whole: string) => void = () => {};
  const request: ResourceRequest<string> = {
    ...lossRequest(),
    load: (_ask, _signal, tell) => {
      arrived = tell;
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
  };
  const shown: unknown[] = [];
  store.watch(request, () => shown.push(store.read(request).data));
  arrived("too early to be worth a drawing");
  await clock.advance(300);
  arrived("beginning");
  arrived("soon after");
  finish("whole");
  await settled();
  expect(shown).toEqual(["beginning", "whole"]);
  store.changed(lossChanged);
  await clock.advance(1000);
  arrived("of a later answer");
  await clock.advance(1000);
  arrived("of a later answer");
  expect(shown).toEqual(["beginning", "whole"]);
});
