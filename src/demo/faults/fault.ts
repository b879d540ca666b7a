/** What a fault is: a change to a working recipe that makes it fail in a known way. */
import type { Recipe } from "../recipe.ts";

export interface Fault {
  readonly name: string;
  /** One sentence for the person who chooses it. */
  readonly description: string;
  /** The failure mode it shows, as findings name it. */
  readonly mode: `F${number}`;
  change(recipe: Recipe): Recipe;
}
