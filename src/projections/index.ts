/** Features in, places on a plane out: PCA, t-SNE, UMAP, aligned through time. */
export { type PrincipalComponents, principalComponents, projectOnto } from "./principal-components.ts";
export { type Alignment, alignTo } from "./procrustes.ts";
export { type ProjectionHooks, ProjectionInProgress, project } from "./project.ts";
export { projectThroughTime, TimelineInProgress, type TimelineLayout } from "./project-through-time.ts";
export {
  type Method,
  type PcaParameters,
  PROJECTION_METHODS,
  type Projection,
  type ProjectionMethod,
  type ProjectionQuality,
  type ProjectionRequest,
  type Reduction,
  type TSneParameters,
  type UmapParameters,
  type UsedParameters,
} from "./projection.ts";
export type { GeneratedSamples, Timeline, TimelineRequest, TimelineStep } from "./timeline.ts";
export { type Trustworthiness, trustworthiness } from "./trustworthiness.ts";
export { finish, PHASES, type Phase, type Progress, type Work } from "./work.ts";
