import { defineConfig, type PluginOption } from 'vite';

/** Our own packages are pure at their top level (tests/walls keeps it), so an unused schema takes zod out with it. */
const pureSource = /[\\/]packages[\\/](?!ui[\\/])[a-z]+[\\/]src[\\/]/;

/** tRPC's entries pull in its sockets and streams, which no portal uses. */
const pureLibraries = /[\\/]node_modules[\\/](@trpc|@tanstack|wouter)[\\/]/;

/**
 * How both portals are built. Nothing is inlined and no preload helper is needed, because the server's
 * content-security-policy allows scripts, styles and fonts from the portal's own origin and nothing else.
 */
export function portalConfig(plugins: PluginOption[]) {
  return defineConfig({
    plugins,
    appType: 'spa',
    resolve: {
      alias: [
        {
          find: /^use-sync-external-store\/shim(\/index\.js)?$/,
          replacement: new URL('./sync-external-store.ts', import.meta.url).pathname,
        },
      ],
    },
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      manifest: true,
      target: 'baseline-widely-available',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        treeshake: {
          moduleSideEffects: [
            { test: pureSource, sideEffects: false },
            { test: pureLibraries, sideEffects: false },
          ],
        },
        output: {
          codeSplitting: {
            groups: [
              { name: 'react', test: /[\\/]node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
              { name: 'calls', test: /[\\/]node_modules[\\/](@trpc|@tanstack|wouter|regexparam)[\\/]/ },
            ],
          },
        },
      },
    },
  });
}
