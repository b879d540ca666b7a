/** Decodes what is embedded in the source, because neither Buffer nor atob is there in every place. */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BITS_A_DIGIT = 6;
const BITS_A_BYTE = 8;
const ANY_BYTE = 0xff;

/** `text` is well-formed; "=" may end it. */
export function decodeBase64(text: string): Uint8Array {
  const digits = text.replace(/=+$/u, "");
  const bytes = new Uint8Array(Math.floor((digits.length * BITS_A_DIGIT) / BITS_A_BYTE));
  let bits = 0;
  let bitCount = 0;
  let at = 0;
  for (const digit of digits) {
    bits = (bits << BITS_A_DIGIT) | DIGITS.indexOf(digit);
    bitCount += BITS_A_DIGIT;
    if (bitCount < BITS_A_BYTE) continue;
    bitCount -= BITS_A_BYTE;
    bytes[at++] = (bits >>> bitCount) & ANY_BYTE;
  }
  return bytes;
}
