#!/usr/bin/env node
import { unsupportedNode } from './node-version.ts'

// The terminal door. Nothing else is loaded before it is known that this Node.js can load it.
const refusal = unsupportedNode()
if (refusal) {
  process.stderr.write(`${refusal}\n`)
  process.exitCode = 1
} else {
  const { runCli } = await import('./cli.ts')
  process.exitCode = await runCli(process.argv.slice(2))
}
