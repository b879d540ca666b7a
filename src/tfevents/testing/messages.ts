/** Protobuf fields for tests, written forwards and without care for speed. */
import { joined } from "./bytes.ts";
import { framed } from "./records.ts";

export function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from([...bytes, Number(rest)]);
}

export function varintField(field: number, value: number | bigint): Uint8Array {
  return joined([varint(field * 8), varint(value)]);
}

export function bytesField(field: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = joined(parts);
  return joined([varint(field * 8 + 2), varint(bytes.length), bytes]);
}

export function textField(field: number, text: string): Uint8Array {
  return bytesField(field, new TextEncoder().encode(text));
}

export function float32Field(field: number, value: number): Uint8Array {
  return joined([varint(field * 8 + 5), new Uint8Array(Float32Array.of(value).buffer)]);
}

/** SummaryMetadata as field 9 of a value. */
export function metadata(plugin: string, ...more: readonly Uint8Array[]): Uint8Array {
  return bytesField(9, bytesField(1, textField(1, plugin)), ...more);
}

/** A record of one event at the given step with one value of these fields. */
export function valueRecord(step: number, ...fields: readonly Uint8Array[]): Uint8Array {
  return framed(joined([varintField(2, step), bytesField(5, bytesField(1, ...fields))]));
}

/** TensorProto as field 8 of a value; `rest` is everything but dtype and shape. */
export function tensor(dtype: number, shape: readonly number[], ...rest: readonly Uint8Array[]): Uint8Array {
  const dimensions = shape.map((size) => bytesField(2, varintField(1, size)));
  return bytesField(8, varintField(1, dtype), bytesField(2, ...dimensions), ...rest);
}
