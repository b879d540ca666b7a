/** Builds the page: `src/web/` → `dist/web/`, with relative URLs so that it works under any path prefix. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: "src/web",
  base: "./",
  plugins: [react()],
  build: { outDir: "../../dist/web", emptyOutDir: true, target: "es2022" },
});
