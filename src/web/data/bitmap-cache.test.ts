/** The cache holds bytes, not counts, and closes what leaves. */
import { expect, test } from "vitest";
import { BitmapCache } from "./bitmap-cache.ts";

class SquareBitmap {
  isClosed = false;
  readonly width: number;
  readonly height: number;
  constructor(side: number) {
    this.width = side;
    this.height = side;
  }
  close() {
    this.isClosed = true;
  }
}

function bitmap(side: number) {
  return new SquareBitmap(side);
}

test("the least recently drawn leaves first and is closed", () => {
  const cache = new BitmapCache<SquareBitmap>(2 * 10 * 10 * 4);
  const [first, second, third] = [bitmap(10), bitmap(10), bitmap(10)];
  cache.add("first", first);
  cache.add("second", second);
  cache.get("first");
  cache.add("third", third);
  expect([first.isClosed, second.isClosed, third.isClosed]).toEqual([false, true, false]);
  expect(cache.get("second")).toBeNull();
  expect(cache.bytes).toBe(800);
});

test("one large image displaces many small ones", () => {
  const cache = new BitmapCache<SquareBitmap>(4000);
  for (let i = 0; i < 10; i++) cache.add(`small ${i}`, bitmap(10));
  cache.add("large", bitmap(30));
  expect(cache.bytes).toBe(4000);
  expect(cache.get("small 8")).toBeNull();
  expect(cache.get("small 9")).not.toBeNull();
});

test("an image above the cap is still shown", () => {
  const cache = new BitmapCache<SquareBitmap>(100);
  cache.add("huge", bitmap(50));
  expect(cache.get("huge")).not.toBeNull();
  expect(cache.bytes).toBe(10_000);
});
