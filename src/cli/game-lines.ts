/** A recognised game in lines of text: what it was taken for, why, and what its numbers are measured in. */
import type { Game } from "../model/index.ts";

const SHOWN_DIGITS = 4;

/** The second line only where something of it is known. */
export function gameLines({ name, lossFamily, chanceLevel, conventions, reason }: Game): string[] {
  const { discriminatorFactor, generatorFactor, adversarialWeight, discriminatorSign, realOutputs, outputs } =
    conventions;
  const level = (loss: string, value: number | null) =>
    value === null ? [] : [`${loss} ${Number(value.toPrecision(SHOWN_DIGITS))} at chance`];
  const factor = (what: string, value: number | null) =>
    value === null ? [] : [`${what} × ${Number(value.toPrecision(SHOWN_DIGITS))}`];
  const scale = [
    ...level("L_D", chanceLevel.discriminator),
    ...level("L_G", chanceLevel.generator),
    ...factor("sides of one discriminator", discriminatorFactor),
    ...factor("adversarial term", generatorFactor),
    ...factor("weight in the generator's whole loss", adversarialWeight),
    ...(discriminatorSign === null ? [] : [`L_D ${discriminatorSign}`]),
    ...(outputs === null ? [] : [`outputs are ${outputs}`]),
    ...(realOutputs === null ? [] : [`${realOutputs} on real samples`]),
  ];
  return [
    `  game ${name}: ${lossFamily} (${reason})`,
    ...(scale.length === 0 ? [] : [`    ${scale.join(" · ")}`]),
  ];
}
