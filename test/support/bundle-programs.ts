import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import app from '../../electron.vite.config.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(project, 'node_modules/.cache/rushes-test-programs')
const dayMs = 24 * 60 * 60 * 1000

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the bundled programs. */
    programs: string
  }
}

/**
 * Bundles the programs that tests start: those of `main`, with its threads, and those in `support/programs/`. From a
 * bundle they start three times as fast as from their sources. The same sources are in the same folder, whoever else
 * runs tests meanwhile.
 */
export async function setup({ provide }: TestProject): Promise<void> {
  const files = await bundle()
  const hash = createHash('sha256')
  for (const { fileName, code } of files) hash.update(`${fileName}\0${code}\0`)
  const folder = join(cache, hash.digest('hex').slice(0, 16))
  if (!existsSync(folder)) keep(folder, files)
  for (const name of readdirSync(cache)) {
    const path = join(cache, name)
    const isOld = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > dayMs
    if (isOld && path !== folder) rmSync(path, { recursive: true, force: true })
  }
  provide('programs', folder)
}

interface Bundled {
  fileName: string
  code: string
}

async function bundle(): Promise<Bundled[]> {
  const own = readdirSync(join(project, 'test/support/programs')).map((file) => [
    file.replace('.ts', ''),
    join(project, 'test/support/programs', file),
  ])
  const result = await build({
    configFile: false,
    root: project,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['@contentauth/c2pa-wasm', 'better-sqlite3', 'electron', 'open'] },
    build: {
      ssr: true,
      write: false,
      target: 'node24',
      rollupOptions: {
        ...app.main?.build?.rollupOptions,
        input: { ...(app.main?.build?.rollupOptions?.input as Record<string, string>), ...Object.fromEntries(own) },
      },
    },
  })
  if (!('output' in result)) throw new Error('The programs for the tests are not one bundle.')
  return result.output.filter((file) => file.type === 'chunk')
}

function keep(folder: string, files: readonly Bundled[]): void {
  mkdirSync(dirname(folder), { recursive: true })
  const temporary = mkdtempSync(`${folder}-`)
  for (const { fileName, code } of files) writeFileSync(join(temporary, fileName), code)
  try {
    renameSync(temporary, folder)
  } catch {
    // Another run was first.
    rmSync(temporary, { recursive: true, force: true })
  }
}
