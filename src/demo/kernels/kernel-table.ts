/** Looks kernels up and replaces them in TensorFlow.js' table for its wasm backend. */
import type { KernelConfig, TensorInfo } from "@tensorflow/tfjs";
import type { Tf } from "./runtime.ts";

export type KernelCall = Parameters<KernelConfig["kernelFunc"]>[0];
export type KernelFunction = (call: KernelCall) => TensorInfo;

const BACKEND = "wasm";

export function stockKernel(tf: Tf, name: string): KernelFunction {
  const config = tf.getKernel(name, BACKEND);
  if (config === undefined) throw new Error(`TensorFlow.js has no ${name} on its wasm backend.`);
  // The kernels that come here have one output each.
  return config.kernelFunc as KernelFunction;
}

export function replaceKernel(tf: Tf, kernelName: string, kernelFunc: KernelFunction): void {
  const stock = tf.getKernel(kernelName, BACKEND);
  if (stock !== undefined) tf.unregisterKernel(kernelName, BACKEND);
  tf.registerKernel({ ...stock, kernelName, backendName: BACKEND, kernelFunc });
}
