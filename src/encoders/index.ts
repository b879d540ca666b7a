/** Images in, features out: the encoders behind FID, mode histograms and the like, each with its identity. */
export { type ComparisonIdentity, comparisonOf } from "./compared-samples.ts";
export type { EncodedSamples, Encoder, EncoderIdentity, EncoderInput, Resize } from "./encoder.ts";
export { encoderOfTag, loggedFeatures } from "./logged-features.ts";
export { areReadAsDigits, couldBeDigits } from "./mnist/could-be-digits.ts";
export {
  type ClassifierQuality,
  MNIST_IDENTITY,
  type MnistEncoder,
  mnistEncoder,
} from "./mnist/mnist-encoder.ts";
export { type OnnxEncoder, type OnnxEncoderOptions, onnxEncoder } from "./onnx/onnx-encoder.ts";
export type { Layout } from "./onnx/onnx-input.ts";
