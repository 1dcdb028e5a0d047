/// <reference types="vitest/config" />
// How the page is built: into dist/, which the API serves under /web.
import { fileURLToPath } from "node:url";

import vue from "@vitejs/plugin-vue";
import elementStyles from "unplugin-element-plus/vite";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/web/",
  plugins: [vue(), elementStyles({})],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2022",
    assetsInlineLimit: 0, // the content security policy allows no data: addresses
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { "/v1": process.env.ZHENGTU ?? "http://127.0.0.1:8080" } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    server: { deps: { inline: ["element-plus"] } },
  },
});
