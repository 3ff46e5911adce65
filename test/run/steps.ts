import { globSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder, runScript } from './command.ts'
import { type Counts, noTests, readPlaywrightCounts, readVitestCounts } from './counts.ts'
import { openDisplay } from './display.ts'
import { tryElectron } from './electron-runtime.ts'
import { findChromium } from './find-chromium.ts'

/** `missing`: it could not run here, which fails the run only where it is required. */
export type Ending = { state: 'passed' | 'failed' | 'missing'; counts: Counts; note?: string }

export type Step = {
  name: string
  title: string
  needsBuild: boolean
  /**
   * The folders of the sources that it tests. With `--changed` it runs only if one of them changed; if none are named,
   * always.
   */
  about?: string[]
  /**
   * Runs it. `reports` is a folder for files that only this run reads; `changed` are the files that changed, where only
   * what they can affect is asked for.
   */
  run(reports: string, changed: string[] | undefined): Promise<Ending>
}

const tool = (path: string) => join(projectFolder, 'node_modules', path)

async function simple(script: string, args: string[]): Promise<Ending> {
  const code = await runScript(tool(script), args, process.env)
  return ending(code, noTests)
}

/** Format and lint, then React's purity rules. */
async function checkStyle(): Promise<Ending> {
  const biome = await simple('@biomejs/biome/bin/biome', ['check', '--error-on-warnings'])
  return biome.state === 'failed' ? biome : await simple('oxlint/bin/oxlint', ['renderer'])
}

/** Each folder against what its surroundings have: `shared` neither Node nor a page, `main` no page, the rest both. */
async function checkTypes(): Promise<Ending> {
  for (const project of ['shared', 'main', 'renderer', '.']) {
    const { state, counts } = await simple('typescript/bin/tsc', ['-p', project])
    if (state === 'failed') return { state, counts }
  }
  return { state: 'passed', counts: noTests }
}

/** The tests of the layout read all sources and import none, so that they count as changed whatever did. */
function relatedTo(changed: string[]): string[] {
  const layout = globSync('test/architecture/*.test.ts', { cwd: projectFolder })
  return ['related', '--run', ...changed, ...layout]
}

async function runVitest(reports: string, changed: string[] | undefined): Promise<Ending> {
  const report = join(reports, 'vitest.json')
  const args = [
    ...(changed ? relatedTo(changed) : ['run']),
    '--config',
    'test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const code = await runScript(tool('vitest/vitest.mjs'), args, process.env)
  return ending(code, readVitestCounts(report))
}

async function runPlaywright(project: string, reports: string, env: NodeJS.ProcessEnv): Promise<Ending> {
  const report = join(reports, `${project}.json`)
  const args = ['test', '--config', 'test/e2e/playwright.config.ts', '--project', project, '--reporter=list,json']
  const variables = { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const code = await runScript(tool('@playwright/test/cli.js'), args, variables)
  return ending(code, readPlaywrightCounts(report))
}

/** A step that failed without a failed test (it is no test, or a file does not load) counts as one. */
function ending(code: number, counts: Counts): Ending {
  if (code === 0) return { state: 'passed', counts }
  return { state: 'failed', counts: { ...counts, failed: Math.max(1, counts.failed) } }
}

async function runInChromium(reports: string): Promise<Ending> {
  const browser = await findChromium()
  if (!browser) {
    const note = 'No Chrome or Chromium could be had: install one, or name it in RUSHES_TEST_CHROMIUM.'
    console.error(note)
    return { state: 'failed', counts: { ...noTests, failed: 1 }, note }
  }
  const note = `${browser.path} ${browser.version}`.trim()
  console.log(`Chromium: ${note} (${browser.origin})`)
  return { ...(await runPlaywright('chromium', reports, { RUSHES_TEST_CHROMIUM: browser.path })), note }
}

async function runInElectron(reports: string): Promise<Ending> {
  const packed = process.env.RUSHES_TEST_APP
  const runtime = packed ? undefined : await tryElectron()
  if (runtime && !runtime.usable) return { state: 'missing', counts: noTests, note: runtime.reason }
  const origin = runtime ? `${runtime.version} (${runtime.origin})` : `the packed application ${packed}`
  const display = await openDisplay().catch((error: Error) => error)
  if (display instanceof Error) return { state: 'missing', counts: noTests, note: display.message }
  console.log(`Electron: ${origin}, on ${display.note}`)
  try {
    const env = display.name ? { DISPLAY: display.name } : {}
    return { ...(await runPlaywright('electron', reports, env)), note: runtime ? runtime.version : origin }
  } finally {
    display.close()
  }
}

const aroundBoth = ['electron.vite.config.ts', 'test/e2e/playwright.config.ts']

/** All of `npm test`, in its order. */
export const steps: Step[] = [
  {
    name: 'style',
    title: 'Format and lint',
    needsBuild: false,
    run: checkStyle,
  },
  { name: 'types', title: 'Types', needsBuild: false, run: checkTypes },
  { name: 'unit', title: 'Unit and integration tests', needsBuild: false, run: runVitest },
  {
    name: 'build',
    title: 'Build',
    needsBuild: false,
    run: () => simple('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn']),
  },
  {
    name: 'chromium',
    title: 'In Chromium',
    needsBuild: true,
    about: ['renderer/', 'test/e2e/browser/', ...aroundBoth],
    run: runInChromium,
  },
  {
    name: 'electron',
    title: 'In Electron',
    needsBuild: true,
    about: ['main/desktop/', 'preload/', 'renderer/', 'test/e2e/electron/', ...aroundBoth],
    run: runInElectron,
  },
]
