// `npm test`: everything, in the order of run/steps.ts. `npm test -- unit chromium` runs only those (and the build,
// where they need it), `npm test -- --changed` what uncommitted changes can affect, `--changed=main` what those of a
// branch can. A step that fails fails the run; later ones that do not stand on it still run, so that one run shows all.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { listChanged } from './run/changed.ts'
import { noTests } from './run/counts.ts'
import { type Ending, type Step, steps } from './run/steps.ts'
import { headline, printSummary, type Result } from './run/summary.ts'

const { values, positionals: asked } = parseArgs({
  args: process.argv.slice(2).map((argument) => (argument === '--changed' ? '--changed=HEAD' : argument)),
  options: { changed: { type: 'string' } },
  allowPositionals: true,
})
const changed = values.changed === undefined ? undefined : listChanged(values.changed)
const unknown = asked.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(
    `There is no part called ${unknown.join(', ')}. The parts are ${steps.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(2)
}

const wanted = steps.filter(({ name, about }) => {
  if (asked.length > 0) return asked.includes(name)
  if (name === 'build') return changed === undefined
  return !(changed && about) || about.some((start) => changed.some((path) => path.startsWith(start)))
})
const builds = wanted.some(({ needsBuild }) => needsBuild)
const chosen = steps.filter((step) => wanted.includes(step) || (builds && step.name === 'build'))

const reports = mkdtempSync(join(tmpdir(), 'rushes-test-reports-'))
const results: Result[] = []
for (const step of chosen) {
  headline(step.title)
  const start = performance.now()
  const ending = await runStep(step)
  const seconds = (performance.now() - start) / 1000
  console.log(`${step.title}: ${ending.state === 'missing' ? 'did not run' : ending.state} in ${seconds.toFixed(1)} s`)
  results.push({ ...ending, name: step.name, title: step.title, seconds })
}
rmSync(reports, { recursive: true, force: true })

printSummary(results)
process.exitCode = results.some(({ state }) => state === 'failed') ? 1 : 0

async function runStep(step: Step): Promise<Ending> {
  const buildFailed = results.some(({ name, state }) => name === 'build' && state === 'failed')
  if (step.needsBuild && buildFailed) {
    console.error('It needs the build, which failed.')
    return { state: 'failed', counts: { ...noTests, failed: 1 } }
  }
  const ending = await step.run(reports, changed)
  if (ending.state !== 'missing') return ending
  console.error(ending.note)
  const required = process.env.RUSHES_TEST_ELECTRON === 'required'
  return required ? { ...ending, state: 'failed', counts: { ...noTests, failed: 1 } } : ending
}
