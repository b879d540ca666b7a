/** What each way of laying out is called, and what its plane shows. */
import type { LayoutMethod } from "../../api/index.ts";

export const METHOD_WORDS: Readonly<
  Record<LayoutMethod, { readonly label: string; readonly title: string }>
> = {
  pca: { label: "PCA", title: "The two directions of largest variance: distances mean something" },
  "t-sne": { label: "t-SNE", title: "Who is whose neighbour: distances between far groups mean nothing" },
  umap: { label: "UMAP", title: "Who is whose neighbour, groups packed tighter" },
};
