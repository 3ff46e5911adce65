import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { setConfigFolder } from './support/config-folder.ts'

// Compiling is most of the start of a thread or a process, and the tests start thousands: what was compiled is kept.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'rushes-test-compiled')
setConfigFolder()

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    // These end what hangs. A busy machine with two slow cores, on which real programs (ffmpeg, a second process) run,
    // is no failure.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    globalSetup: ['test/support/bundle-programs.ts'],
    pool: 'forks',
    // Tests leave nothing behind in their process, so that few processes run them all: more than cores, because many
    // tests wait for a program or a watcher.
    isolate: false,
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
  },
})
