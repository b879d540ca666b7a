/** `npm start`: sets up what is missing, then trains the demo GAN and opens the live board on it. */
import { ensureBuild, ensureDependencies } from "./setup.mjs";

ensureDependencies();
await ensureBuild();
process.argv.splice(2, 0, "demo");
await import("../dist/program/main.js");
