import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// [Note: one flat folder] Every chunk of main lies beside its entry, so that `import.meta.url` finds a worker or the
// page by the same relative path whether the code runs from its source or from the bundle.
const flat = { entryFileNames: '[name].js', chunkFileNames: '[name].js' }

// The page has addresses with folders (`/videos/…`), at which electron-vite's relative base finds nothing; every door
// serves it from the root.
const rootBase = { name: 'root-base', config: () => ({ base: '/' }) }

export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      rollupOptions: {
        input: {
          desktop: resolve('main/desktop/desktop.ts'),
          rushes: resolve('main/cli/rushes.ts'),
          start: resolve('main/cli/start.ts'),
          'hash-worker': resolve('main/media/hash-worker.ts'),
          'parser-worker': resolve('main/media/embedded/parser-worker.ts'),
          'analyze-worker': resolve('main/database/analyze-worker.ts'),
          'near-worker': resolve('main/database/near-worker.ts'),
          'adopt-worker': resolve('main/database/adopt-worker.ts'),
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
    build: { target: 'chrome130', rollupOptions: { input: resolve('renderer/index.html') } },
  },
})
