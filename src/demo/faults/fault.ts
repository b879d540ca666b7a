/** What a fault is: a change to a working recipe that makes it fail in a known way. */
import type { Recipe } from "../recipe.ts";

export interface Fault {
  readonly name: string;
  /** One sentence for the person who chooses it. */
  readonly description: string;
  /** The failure mode it shows, as findings name it. */
  readonly mode: `F${number}`;
  /** The rule of `nashboard check` that finds it. */
  readonly rule: string;
  /** Steps of the default recipe after which it has been found. */
  readonly foundBy: number;
  /** The figure of `nashboard export` that shows it best. */
  readonly figure: string;
  change(recipe: Recipe): Recipe;
}
