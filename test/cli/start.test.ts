import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

const script = fileURLToPath(new URL('../../main/cli/start.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'rushes-start-'))
let child: ChildProcess | undefined

afterEach(async () => {
  if (child?.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
  rmSync(folder, { recursive: true, force: true })
})

/** Starts Rushes with these variables changed and resolves to all it said, once that includes an address. */
async function start(environment: NodeJS.ProcessEnv): Promise<string> {
  const started = spawn(process.execPath, [script, '--library', folder, '--port', '0'], {
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', PATH: '/nowhere', ...environment },
  })
  child = started
  let said = ''
  return await new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (/http:\S+\n/.test(said)) resolve(said)
    }
    started.stdout.on('data', hear)
    started.stderr.on('data', hear)
    started.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said}`)))
  })
}

const onLinux = test.skipIf(process.platform !== 'linux')

onLinux('without a display, the app is served and its address printed', async () => {
  const said = await start({})
  expect(said).toMatch(/^No display found for a window\. Serving Rushes to a browser instead\.$/m)
  const response = await fetch(/http:\S+/.exec(said)?.[0] ?? '', { redirect: 'manual' })
  expect(response.status).toBe(302)
})

onLinux('without an Electron runtime, one line says so, and the address is printed', async () => {
  const said = await start({ DISPLAY: ':1', ELECTRON_OVERRIDE_DIST_PATH: folder })
  const lines = said.split('\n')
  expect(lines[0]).toBe('Electron runtime not found. Opening Rushes in your browser instead.')
  expect(lines[1]).toMatch(/^Rushes is running at http:\/\/127\.0\.0\.1:\d+\/\?key=/)
})
