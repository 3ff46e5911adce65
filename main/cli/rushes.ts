#!/usr/bin/env node
import module from 'node:module'
import { unsupportedNode } from './node-version.ts'

// Entry point of the terminal. Checks the version of Node.js before it loads the rest, which an older one cannot load.
const refusal = unsupportedNode()
if (refusal) {
  process.stderr.write(`${refusal}\n`)
  process.exitCode = 1
} else {
  // A signal for which no command has a handler ends the programs that it started too: they get no signals.
  for (const [signal, number] of [
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.on(signal, () => process.listenerCount(signal) === 1 && process.exit(128 + number))
  }
  // V8 keeps the compiled code for the next start.
  module.enableCompileCache()
  const [{ runCli }, { keepCrashReports }, { configFolder }, { version }] = await Promise.all([
    import('./cli.ts'),
    import('../crash-reports.ts'),
    import('../storage/library-folder.ts'),
    import('../about.ts'),
  ])
  keepCrashReports(configFolder(), version)
  process.exitCode = await runCli(process.argv.slice(2))
}
