/** SVG as text: nothing that a log says can become markup. */

export type Attributes = Readonly<Record<string, string | number>>;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** A hundredth of a pixel cannot be seen. */
const DECIMALS = 2;
const FIRST_PRINTABLE = 0x20;
/** Not characters, in no version of XML. */
const NON_CHARACTERS = new Set([0xfffe, 0xffff]);
const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;
const REPLACEMENT = "\ufffd";
/** Control characters that XML 1.0 allows. */
const ALLOWED_CONTROLS = new Set(["\t", "\n", "\r"]);

export function escaped(text: string): string {
  return Array.from(text, (character) => {
    if (isForbidden(character)) return REPLACEMENT;
    return ESCAPES[character] ?? character;
  }).join("");
}

/** Half of a pair of UTF-16 units among them. */
function isForbidden(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < FIRST_PRINTABLE) return !ALLOWED_CONTROLS.has(character);
  return NON_CHARACTERS.has(code) || (code >= FIRST_SURROGATE && code <= LAST_SURROGATE);
}

/** `children` are markup already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(attributeText(value))}"`,
  );
  return children.length === 0
    ? `<${name}${written.join("")}/>`
    : `<${name}${written.join("")}>${children.join("")}</${name}>`;
}

/** A whole file. `title` is read aloud where the figure is. */
export function svgDocument(
  size: { readonly width: number; readonly height: number },
  title: string,
  parts: readonly string[],
): string {
  const { width, height } = size;
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "font-family": FONT_FAMILY,
  };
  return `${element("svg", attributes, element("title", {}, escaped(title)), ...parts)}\n`;
}

/** What papers are read on has one of these. */
export const FONT_FAMILY = "DejaVu Sans, Helvetica, Arial, sans-serif";

function attributeText(value: string | number): string {
  return typeof value === "number" ? coordinate(value) : value;
}

/** As short as it can be written to a hundredth. */
export function coordinate(value: number): string {
  return String(Number(value.toFixed(DECIMALS)));
}
