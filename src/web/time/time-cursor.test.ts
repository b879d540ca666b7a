/** The cursor follows until it is moved, and follows again at the end. */
import { expect, test } from "vitest";
import { type Address, HOME } from "../address/address.ts";
import type { AddressStore } from "../address/address-store.ts";
import { cursorInAddress } from "./time-cursor.ts";

function plainAddress(): AddressStore {
  let held: Address = HOME;
  const listeners = new Set<() => void>();
  return {
    get: () => held,
    change: (part) => {
      held = { ...held, ...part };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

test("a cursor nobody moved follows", () => {
  expect(cursorInAddress(plainAddress(), () => 1000).step()).toBeNull();
});

test("moving it stops following, moving it to the newest step follows again", () => {
  let newest = 1000;
  const cursor = cursorInAddress(plainAddress(), () => newest);
  cursor.setStep(400);
  newest = 2000;
  expect(cursor.step()).toBe(400);
  cursor.setStep(2000);
  expect(cursor.step()).toBeNull();
  cursor.setStep(0);
  expect(cursor.step()).toBe(0);
  cursor.setStep(null);
  expect(cursor.step()).toBeNull();
});

test("listeners hear of the step, and of nothing else in the address", () => {
  const address = plainAddress();
  const cursor = cursorInAddress(address, () => 1000);
  const heard: (number | null)[] = [];
  const stop = cursor.subscribe(() => heard.push(cursor.step()));
  cursor.setStep(10);
  address.change({ page: "tags" }, "push");
  cursor.setStep(10);
  cursor.setStep(20);
  stop();
  cursor.setStep(30);
  expect(heard).toEqual([10, 20]);
});
