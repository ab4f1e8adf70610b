import { defineConfig, type PluginOption } from 'vite';

/** Our own packages are pure at their top level (tests/walls keeps it), so an unused schema takes zod out with it. */
const pureSource = /[\\/]packages[\\/](?!ui[\\/])[a-z]+[\\/]src[\\/]/;

/** What every page has. In one chunk it packs 2 kB better than in ten, and the client's first page has none to spare. */
const libraries = /[\\/]node_modules[\\/](react|react-dom|scheduler|@trpc|@tanstack|wouter|regexparam)[\\/]/;
const everywhere =
  /[\\/]packages[\\/]ui[\\/]src[\\/](page|shell|portal[\\/](use-act|session)|parts[\\/](states|error-pages|back-link)|forms[\\/](button|field|inputs|error-summary|radio-rows))/;

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
            groups: [{ name: 'frame', test: (id: string) => libraries.test(id) || everywhere.test(id) }],
          },
        },
      },
    },
  });
}
