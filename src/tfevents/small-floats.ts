/** Floating-point formats narrower than 32 bits, by arithmetic from their definition. */

interface Format {
  readonly exponentBits: number;
  readonly mantissaBits: number;
  readonly bias: number;
  /**
   * What the largest exponent and the sign bit alone mean. `ieee`: infinities and NaNs. `finite`: no infinity,
   * NaN only where all other bits are set. `unsignedZero`: no infinity, NaN in place of −0.
   */
  readonly specials: "ieee" | "finite" | "unsignedZero";
}

const HALF: Format = { exponentBits: 5, mantissaBits: 10, bias: 15, specials: "ieee" };
const BFLOAT16: Format = { exponentBits: 8, mantissaBits: 7, bias: 127, specials: "ieee" };
const E5M2: Format = { exponentBits: 5, mantissaBits: 2, bias: 15, specials: "ieee" };
const E4M3FN: Format = { exponentBits: 4, mantissaBits: 3, bias: 7, specials: "finite" };
const E4M3FNUZ: Format = { exponentBits: 4, mantissaBits: 3, bias: 8, specials: "unsignedZero" };
const E4M3B11FNUZ: Format = { exponentBits: 4, mantissaBits: 3, bias: 11, specials: "unsignedZero" };
const E5M2FNUZ: Format = { exponentBits: 5, mantissaBits: 2, bias: 16, specials: "unsignedZero" };

function smallFloat(bits: number, format: Format): number {
  const { exponentBits, mantissaBits, bias, specials } = format;
  const mantissaScale = 2 ** mantissaBits;
  const topExponent = 2 ** exponentBits - 1;
  const mantissa = bits & (mantissaScale - 1);
  const exponent = (bits >>> mantissaBits) & topExponent;
  const isNegative = ((bits >>> (mantissaBits + exponentBits)) & 1) === 1;
  const sign = isNegative ? -1 : 1;
  if (specials === "unsignedZero" && isNegative && exponent === 0 && mantissa === 0) return Number.NaN;
  if (exponent === topExponent && specials === "ieee") {
    return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  }
  const isAllOnes = exponent === topExponent && mantissa === mantissaScale - 1;
  if (specials === "finite" && isAllOnes) return Number.NaN;
  if (exponent === 0) return sign * (mantissa / mantissaScale) * 2 ** (1 - bias);
  return sign * (1 + mantissa / mantissaScale) * 2 ** (exponent - bias);
}

export const halfValue = (bits: number): number => smallFloat(bits, HALF);
export const bfloat16Value = (bits: number): number => smallFloat(bits, BFLOAT16);
export const float8E5m2Value = (bits: number): number => smallFloat(bits, E5M2);
export const float8E4m3fnValue = (bits: number): number => smallFloat(bits, E4M3FN);
export const float8E4m3fnuzValue = (bits: number): number => smallFloat(bits, E4M3FNUZ);
export const float8E4m3b11fnuzValue = (bits: number): number => smallFloat(bits, E4M3B11FNUZ);
export const float8E5m2fnuzValue = (bits: number): number => smallFloat(bits, E5M2FNUZ);
