/** `npm run build`: dependencies and every part of dist/ that is stale. */
import { ensureBuild, ensureDependencies, say } from "./setup.mjs";

ensureDependencies();
await ensureBuild();
say("dist/ is up to date.");
