import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test'
import { ended } from './ended-process.ts'

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

/** The desktop application, running on a library of its own. */
export interface Desktop {
  app: ElectronApplication
  page: Page
  /** Its process, which can be asked after it has ended too. */
  program: ChildProcess
}

/** Folders of one test: `library` is opened by default; `home` takes what the window itself keeps. */
export interface Folders {
  home: string
  library: string
  /** A CommonJS module that the application requires first; not the packed one, whose fuses refuse that. */
  preparation?: string
  /** More options of the application. */
  options?: readonly string[]
}

/**
 * Starts the built application, or the packed one that `RUSHES_TEST_APP` names, and waits for its page.
 */
export async function openDesktop(folders: Folders): Promise<Desktop> {
  const { program: executablePath, ...options } = command(folders)
  const app = answering(await _electron.launch({ ...options, ...(executablePath ? { executablePath } : {}) }))
  programs.add(app.process())
  const page = await app.firstWindow()
  await page.waitForURL(/^rushes:\/\/app\//)
  return { app, page, program: app.process() }
}

/**
 * Makes `app.evaluate` safe from V8's garbage collector, which may collect the promise that carries an answer out of
 * the main process after the function has run. Each answer is therefore kept there under a number, and asked for again.
 */
function answering(app: ElectronApplication): ElectronApplication {
  const evaluate = app.evaluate.bind(app) as (
    work: (electron: unknown, call: { source: string; input: unknown; number: number }) => unknown,
    call: { source: string; input: unknown; number: number },
  ) => Promise<unknown>
  let number = 0
  const evaluateOnce = async (work: unknown, input?: unknown) => {
    const call = { source: String(work), input, number: number++ }
    for (;;) {
      try {
        return await evaluate((electron, asked) => {
          const kept = globalThis as unknown as { answers?: unknown[] }
          kept.answers ??= []
          if (!(asked.number in kept.answers)) {
            // biome-ignore lint/security/noGlobalEval: the function comes from the test, as text.
            kept.answers[asked.number] = globalThis.eval(`(${asked.source})`)(electron, asked.input)
          }
          return kept.answers[asked.number]
        }, call)
      } catch (cause) {
        if (!/promise was garbage collected/i.test(String(cause))) throw cause
      }
    }
  }
  return Object.assign(app, { evaluate: evaluateOnce })
}

/** Starts the application as a person does: nothing holds it, so it may well end without a window. */
export function startDesktop(folders: Folders): ChildProcess {
  const { program = electronProgram(), args, ...options } = command(folders)
  const started = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  programs.add(started)
  return started
}

/** Applications that the test of this worker started. */
const programs = new Set<ChildProcess>()

/** Starts another application than ours, by the arguments of Electron. */
export function startElectron(parameters: readonly string[]): ChildProcess {
  return spawn(electronProgram(), [...switches, ...parameters], { stdio: ['ignore', 'ignore', 'pipe'] })
}

/** Chromium has to run without its sandbox as root, which is said from outside only. */
const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : []

function command({ home, library, preparation, options = [] }: Folders) {
  const packed = process.env.RUSHES_TEST_APP
  return {
    ...(packed ? { program: packed } : {}),
    args: [
      ...switches,
      ...(preparation === undefined ? [] : ['-r', preparation]),
      ...(packed ? [] : [projectFolder]),
      '--library',
      library,
      ...options,
    ],
    cwd: projectFolder,
    env: { ...environment(), XDG_CONFIG_HOME: home },
  }
}

/** In Node.js the package `electron` is the path of its program; `ELECTRON_OVERRIDE_DIST_PATH` counts. */
function electronProgram(): string {
  return createRequire(import.meta.url)('electron') as string
}

/** Our own variables without those that would lead to the library of the person who runs the tests. */
function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(entries.filter(([name]) => name !== 'RUSHES_LIBRARY' && name !== 'ELECTRON_RENDERER_URL'))
}

/** Time that an application gets to leave before it is killed; it takes a tenth of a second. */
const maxQuitMs = 60_000

/**
 * Ends the application as its own menu does and waits until it has. A question that it asks is answered with “stop”.
 * In one of 400 runs, Electron sends its last event with a debugger attached and then does not leave; it is killed.
 */
export async function quit({ app, program }: Desktop): Promise<void> {
  const timer = setTimeout(() => program.kill('SIGKILL'), maxQuitMs)
  await app
    .evaluate(({ app: electronApp, dialog }) => {
      dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false })
      electronApp.quit()
    })
    .catch(() => undefined)
  await ended(program)
  clearTimeout(timer)
}

/** Keeps the application from starting again, and returns what reads the arguments of the starts that it asked for. */
export async function catchRestarts({ app }: Desktop, folders: Folders): Promise<() => Promise<string[][]>> {
  const path = `${folders.home}-restarts`
  await writeFile(path, '')
  await app.evaluate((electron, file) => {
    const { appendFileSync } = process.getBuiltinModule('node:fs')
    electron.app.relaunch = (options) => appendFileSync(file, `${JSON.stringify(options?.args)}\n`)
  }, path)
  return async () => {
    const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '')
    return lines.map((line) => JSON.parse(line))
  }
}

/** Makes the native dialog answer with `paths`, and remembers what it was asked for. */
export async function answerDialogWith({ app }: Desktop, paths: string[]): Promise<() => Promise<string[][]>> {
  await app.evaluate(({ dialog }, filePaths) => {
    const properties: string[][] = []
    Object.assign(globalThis, { properties })
    dialog.showOpenDialog = async (...parameters: unknown[]) => {
      properties.push([...((parameters.at(-1) as Electron.OpenDialogOptions).properties ?? [])])
      return { canceled: filePaths.length === 0, filePaths }
    }
  }, paths)
  return () => app.evaluate(() => (globalThis as unknown as { properties: string[][] }).properties)
}

/** Tests that get folders of their own, and the application running on them. */
export const test = base.extend<{ folders: Folders; desktop: Desktop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of other fixtures from this pattern.
  folders: async ({}, use) => {
    const root = await mkdtemp(join(tmpdir(), 'rushes-desktop-'))
    await use({ home: join(root, 'home'), library: join(root, 'library') })
    // After a failure some still run, and Playwright would wait for them.
    for (const program of programs) program.kill('SIGKILL')
    programs.clear()
    await rm(root, { recursive: true, force: true })
  },
  desktop: async ({ folders }, use) => {
    const desktop = await openDesktop(folders)
    const complaints: string[] = []
    desktop.page.on('pageerror', (error) => complaints.push(error.message))
    await use(desktop)
    await quit(desktop)
    expect(complaints, 'what the page complained about').toEqual([])
  },
})
