/** Holds our Adam to the one of TensorFlow.js. */
import { describe, expect, it } from "vitest";
import { loadTensorFlow } from "../tensorflow.ts";

describe("fused Adam", () => {
  it("moves each weight by the learning rate in its first step", async () => {
    const runtime = await loadTensorFlow();
    const { tf } = runtime;
    const adam = runtime.adam({ learningRate: 0.1 });
    const w = tf.variable(tf.tensor1d([1, 2, 3]));
    const { value, grads } = tf.variableGrads(() => w.square().sum().asScalar(), [w]);
    expect(value.dataSync()[0]).toBe(14);
    adam.apply([w], grads);
    expect(Array.from(w.dataSync()).map((x) => Number(x.toFixed(4)))).toEqual([0.9, 1.9, 2.9]);
  });
});
