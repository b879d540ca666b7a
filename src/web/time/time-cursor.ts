/** The one time cursor: it lives in the address, and follows the newest step until somebody moves it. */
import type { AddressStore } from "../address/address-store.ts";
import type { TimeCursor } from "../figures/index.ts";

/**
 * `newestStep` is asked when the cursor moves: on the newest step it follows, so that a live run
 * carries it along.
 */
export function cursorInAddress(address: AddressStore, newestStep: () => number | null): TimeCursor {
  return {
    step: () => address.get().step,
    setStep: (step) => {
      const newest = newestStep();
      const follows = step === null || (newest !== null && step >= newest);
      address.change({ step: follows ? null : Math.round(step) }, "replace");
    },
    subscribe: (listener) => {
      let last = address.get().step;
      return address.subscribe(() => {
        const { step } = address.get();
        if (step === last) return;
        last = step;
        listener();
      });
    },
  };
}
