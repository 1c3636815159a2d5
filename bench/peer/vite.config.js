import bitrix24UI from "@bitrix24/b24ui-nuxt/vite";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

// Only the parts of the kit that are used, and no router: the smallest the kit's own options make it.
export default defineConfig({
  base: "./",
  plugins: [
    vue(),
    bitrix24UI({
      router: false,
      autoImport: { dts: false },
      components: { dts: false },
      experimental: { componentDetection: true },
    }),
  ],
  build: { modulePreload: { polyfill: false }, reportCompressedSize: false },
});
