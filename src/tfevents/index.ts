/** Event files: bytes ⇄ events, and nothing else. */
export type { CopiedValue } from "./copied-value.ts";
export { maskedCrc32c } from "./crc32c.ts";
export { type Audio, type AudioClip, decodeAudio } from "./decode-audio.ts";
export { decodeHistogram } from "./decode-histogram.ts";
export { decodeHyperparameters, type Hyperparameter } from "./decode-hyperparameters.ts";
export { decodeImages, type Images } from "./decode-images.ts";
export { decodeTensor, type Tensor } from "./decode-tensor.ts";
export { decodeText } from "./decode-text.ts";
export { EventFileReader, type EventFileReaderOptions } from "./event-file-reader.ts";
export {
  type EventDestination,
  EventFileWriter,
  type HyperparameterOptions,
  type ScalarOptions,
  type TensorOptions,
  type ValueOptions,
  type WrittenAudio,
  type WrittenImages,
  type WrittenTensor,
} from "./event-file-writer.ts";
export type { Hyperparameters, HyperparameterValue, SessionOutcome } from "./hyperparameter-content.ts";
export { type ImageType, imageType } from "./image-type.ts";
export type { TensorElements } from "./summary-content.ts";
