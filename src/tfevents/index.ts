/** Event files: bytes ⇄ events, and nothing else. */
export { maskedCrc32c } from "./crc32c.ts";
export { EventFileReader, type EventFileReaderOptions } from "./event-file-reader.ts";
export {
  type EventDestination,
  EventFileWriter,
  type HyperparameterOptions,
  type TensorOptions,
  type ValueOptions,
  type WrittenAudio,
  type WrittenImages,
  type WrittenTensor,
} from "./event-file-writer.ts";
export type { Hyperparameters, HyperparameterValue } from "./hyperparameter-content.ts";
export type { TensorElements } from "./summary-content.ts";
