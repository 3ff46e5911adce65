import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// [Note: one flat folder] Every chunk of main lies beside its entry, so that `import.meta.url` finds a worker or the
// page by the same relative path whether the code runs from its source or from the bundle.
const flat = { entryFileNames: '[name].js', chunkFileNames: '[name].js' }

// The page has addresses with folders (`/videos/…`), at which electron-vite's relative base finds nothing; every door
// serves it from the root.
const rootBase = { name: 'root-base', config: () => ({ base: '/' }) }

// The licences of all packages in a bundle, which is shipped without their folders.
const license = { fileName: 'licences.txt' }

// electron-vite declares `__dirname` in every bundle that mentions it, and so does node-av.
const ownDirname = {
  name: 'own-dirname',
  transform: (code: string, id: string) =>
    id.endsWith('node-av/dist/lib/binding.js') ? code.replaceAll('__dirname', 'bindingFolder') : undefined,
}

export default defineConfig({
  main: {
    plugins: [ownDirname],
    build: {
      target: 'node24',
      license,
      rollupOptions: {
        input: {
          desktop: resolve('main/desktop/desktop.ts'),
          rushes: resolve('main/cli/rushes.ts'),
          client: resolve('shared/connect.ts'),
          start: resolve('main/cli/start.ts'),
          'program-host': resolve('main/media/program-host/host-program.ts'),
          'decoder-program': resolve('main/decoder/decoder-program.ts'),
          'file-worker': resolve('main/media/files/file-worker.ts'),
          'parser-worker': resolve('main/media/embedded/parser-worker.ts'),
          'verify-worker': resolve('main/media/embedded/verify-worker.ts'),
          'query-worker': resolve('main/database/connection/query-worker.ts'),
          'analyze-worker': resolve('main/database/connection/analyze-worker.ts'),
          'age-worker': resolve('main/storage/backup-copies/age-worker.ts'),
          'backup-worker': resolve('main/database/backups/backup-worker.ts'),
          'output-worker': resolve('main/database/checkpoints/output-worker.ts'),
          'facet-worker': resolve('main/database/facets/facet-worker.ts'),
          'order-worker': resolve('main/database/orders/order-worker.ts'),
          'comparison-worker': resolve('main/database/analyses/comparison-worker.ts'),
          'similarity-worker': resolve('main/database/duplicates/similarity-worker.ts'),
          'collect-worker': resolve('main/database/bundles/collect-worker.ts'),
          'adopt-worker': resolve('main/database/adopt/adopt-worker.ts'),
        },
        output: { format: 'es', ...flat },
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { preload: resolve('preload/preload.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), rootBase],
    build: {
      target: 'chrome156',
      // The page starts sooner: it is parsed at each start.
      minify: true,
      license,
      rollupOptions: {
        input: { index: resolve('renderer/index.html'), 'api-docs': resolve('renderer/api-docs/index.html') },
      },
    },
  },
})
