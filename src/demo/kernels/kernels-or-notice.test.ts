/** What a caller learns when our kernels are missing. */
import { expect, it } from "vitest";
import { loadTensorFlow } from "../tensorflow.ts";
import { kernelsOrNotice } from "./kernels-or-notice.ts";

it("says what is lost and how to build the kernels when their file is missing", async () => {
  const { heap } = await loadTensorFlow();
  const { kernels, notice } = await kernelsOrNotice("/nowhere/kernels.wasm", heap);
  expect(kernels).toBe(null);
  expect(notice).toBe(
    "The demo's SIMD kernels did not load (ENOENT: no such file or directory, open '/nowhere/kernels.wasm'). " +
      "Training goes on with stock kernels at about half the speed, and convolutions cannot be trained. " +
      "Build them with npm run build. /nowhere/kernels.wasm",
  );
});
