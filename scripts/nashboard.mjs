/** `npm run -s nashboard -- …`: the command as users have it, from a checkout; sets up first, silent on stdout. */
import { ensureBuild, ensureDependencies } from "./setup.mjs";

ensureDependencies();
await ensureBuild();
await import("../dist/program/main.js");
