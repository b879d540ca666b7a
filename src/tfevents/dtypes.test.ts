/** Every element type in every form of storage, as a scalar and as a tensor. */
import { describe, expect, test } from "vitest";
import { decodeTensor, EventFileReader } from "./index.ts";
import {
  bfloat16Value,
  float8E4m3b11fnuzValue,
  float8E4m3fnuzValue,
  float8E4m3fnValue,
  float8E5m2fnuzValue,
  float8E5m2Value,
  halfValue,
} from "./small-floats.ts";
import { fromHex, joined } from "./testing/bytes.ts";
import {
  bytesField,
  metadata,
  tensor,
  textField,
  valueRecord,
  varint,
  varintField,
} from "./testing/messages.ts";

const SCALARS = metadata("scalars");

function scalarOf(tensorField: Uint8Array): number | undefined {
  const { tags } = new EventFileReader().read(valueRecord(1, textField(1, "a"), tensorField, SCALARS));
  return tags[0]?.scalars?.values[0];
}

interface Case {
  readonly name: string;
  readonly dtype: number;
  /** Little-endian bytes of the value in `tensor_content`. */
  readonly content: string;
  readonly field: number;
  /** The same value as an element of the field. */
  readonly element: Uint8Array;
  readonly value: number;
}

const CASES: readonly Case[] = [
  { name: "float32", dtype: 1, content: "0000c0bf", field: 5, element: fromHex("0000c0bf"), value: -1.5 },
  {
    name: "float64",
    dtype: 2,
    content: "9a9999999999b93f",
    field: 6,
    element: fromHex("9a9999999999b93f"),
    value: 0.1,
  },
  { name: "int32", dtype: 3, content: "feffffff", field: 7, element: varint(-2), value: -2 },
  { name: "uint8", dtype: 4, content: "ff", field: 7, element: varint(255), value: 255 },
  { name: "int16", dtype: 5, content: "00ff", field: 7, element: varint(-256), value: -256 },
  { name: "int8", dtype: 6, content: "80", field: 7, element: varint(-128), value: -128 },
  {
    name: "int64",
    dtype: 9,
    content: "0000000000000080",
    field: 10,
    element: varint(-(2n ** 63n)),
    value: -(2 ** 63),
  },
  { name: "bool", dtype: 10, content: "01", field: 11, element: varint(1), value: 1 },
  { name: "qint8", dtype: 11, content: "ff", field: 7, element: varint(-1), value: -1 },
  { name: "quint8", dtype: 12, content: "ff", field: 7, element: varint(255), value: 255 },
  { name: "qint32", dtype: 13, content: "ffffffff", field: 7, element: varint(-1), value: -1 },
  { name: "bfloat16", dtype: 14, content: "803e", field: 13, element: varint(0x3e80), value: 0.25 },
  { name: "qint16", dtype: 15, content: "ffff", field: 7, element: varint(-1), value: -1 },
  { name: "quint16", dtype: 16, content: "ffff", field: 7, element: varint(65535), value: 65535 },
  { name: "uint16", dtype: 17, content: "ffff", field: 7, element: varint(65535), value: 65535 },
  { name: "float16", dtype: 19, content: "0034", field: 13, element: varint(0x3400), value: 0.25 },
  {
    name: "uint32",
    dtype: 22,
    content: "ffffffff",
    field: 16,
    element: varint(2 ** 32 - 1),
    value: 2 ** 32 - 1,
  },
  {
    name: "uint64",
    dtype: 23,
    content: "ffffffffffffffff",
    field: 17,
    element: varint(2n ** 64n - 1n),
    value: 2 ** 64,
  },
  { name: "float8_e5m2", dtype: 24, content: "bc", field: 18, element: fromHex("bc"), value: -1 },
  { name: "float8_e4m3fn", dtype: 25, content: "38", field: 18, element: fromHex("38"), value: 1 },
  { name: "float8_e4m3fnuz", dtype: 26, content: "40", field: 18, element: fromHex("40"), value: 1 },
  { name: "float8_e4m3b11fnuz", dtype: 27, content: "58", field: 18, element: fromHex("58"), value: 1 },
  { name: "float8_e5m2fnuz", dtype: 28, content: "40", field: 18, element: fromHex("40"), value: 1 },
  { name: "int4", dtype: 29, content: "f9", field: 7, element: varint(-7), value: -7 },
  { name: "uint4", dtype: 30, content: "0f", field: 7, element: varint(15), value: 15 },
  { name: "int2", dtype: 31, content: "fe", field: 7, element: varint(-2), value: -2 },
  { name: "uint2", dtype: 32, content: "03", field: 7, element: varint(3), value: 3 },
];

describe.each(CASES)("$name", ({ name, dtype, content, field, element, value }) => {
  const inContent = bytesField(4, fromHex(content));
  const packed = bytesField(field, element);

  test("is a scalar from its content, its packed field, and of shape [1]", () => {
    expect(scalarOf(tensor(dtype, [], inContent))).toBe(value);
    expect(scalarOf(tensor(dtype, [], packed))).toBe(value);
    expect(scalarOf(tensor(dtype, [1], packed))).toBe(value);
  });

  test("is a scalar from an unpacked field, behind unknown fields, and as a reference type", () => {
    const wireType = field === 5 ? 5 : field === 6 ? 1 : 0;
    const unpacked = field === 18 ? packed : joined([varint(field * 8 + wireType), element]);
    expect(scalarOf(tensor(dtype, [], varintField(99, 7), unpacked, textField(98, "x")))).toBe(value);
    expect(scalarOf(tensor(dtype + 100, [], packed))).toBe(value);
  });

  test("without any element is 0, with too many the first", () => {
    expect(scalarOf(tensor(dtype, []))).toBe(0);
    expect(scalarOf(tensor(dtype, [], bytesField(field), packed, packed))).toBe(value);
  });

  test("fills a tensor from content, and from one element repeated", () => {
    const twice = bytesField(4, fromHex(content + content));
    for (const rest of [twice, packed]) {
      const decoded = decodeTensor(tensor(dtype, [2], rest));
      expect([decoded.dtype, decoded.shape]).toEqual([name, [2]]);
      expect(Array.from(decoded.values, Number)).toEqual([value, value]);
    }
  });
});

describe("what is no scalar", () => {
  test.each([
    ["a string", tensor(7, [], textField(8, "1.5"))],
    ["complex", tensor(8, [], bytesField(9, fromHex("0000803f00000040")))],
    ["a pair", tensor(1, [2], bytesField(5, fromHex("0000803f00000040")))],
    ["nothing at all", tensor(1, [0])],
    ["of unknown rank", bytesField(8, varintField(1, 1), bytesField(2, varintField(3, 1)))],
    ["of an unknown type", tensor(33, [], bytesField(4, fromHex("00")))],
    ["content of the wrong length", tensor(1, [], bytesField(4, fromHex("0000")))],
  ])("%s becomes a tensor row, even of the scalars plugin", (_, field) => {
    const { tags, losses } = new EventFileReader().read(valueRecord(1, textField(1, "a"), field, SCALARS));
    expect([tags[0]?.info.kind, tags[0]?.blobs?.steps, losses]).toEqual(["tensor", BigInt64Array.of(1n), []]);
  });
});

describe("small floats at their limits", () => {
  test.each([
    ["half", halfValue, 0x7bff, 65504],
    ["half", halfValue, 0x0001, 2 ** -24],
    ["half", halfValue, 0xfc00, Number.NEGATIVE_INFINITY],
    ["half", halfValue, 0x7e00, Number.NaN],
    ["half", halfValue, 0x8000, -0],
    ["bfloat16", bfloat16Value, 0x7f7f, 3.3895313892515355e38],
    ["bfloat16", bfloat16Value, 0x0001, 2 ** -133],
    ["bfloat16", bfloat16Value, 0x7f80, Number.POSITIVE_INFINITY],
    ["e5m2", float8E5m2Value, 0x7b, 57344],
    ["e5m2", float8E5m2Value, 0x7c, Number.POSITIVE_INFINITY],
    ["e5m2", float8E5m2Value, 0x01, 2 ** -16],
    ["e4m3fn", float8E4m3fnValue, 0x7e, 448],
    ["e4m3fn", float8E4m3fnValue, 0xff, Number.NaN],
    ["e4m3fn", float8E4m3fnValue, 0x01, 2 ** -9],
    ["e4m3fnuz", float8E4m3fnuzValue, 0x7f, 240],
    ["e4m3fnuz", float8E4m3fnuzValue, 0x80, Number.NaN],
    ["e4m3b11fnuz", float8E4m3b11fnuzValue, 0x7f, 30],
    ["e5m2fnuz", float8E5m2fnuzValue, 0x7f, 57344],
    ["e5m2fnuz", float8E5m2fnuzValue, 0x80, Number.NaN],
  ])("%s %#: bits %i are %d", (_, format, bits, value) => {
    expect((format as (bits: number) => number)(Number(bits))).toBe(value);
  });
});
