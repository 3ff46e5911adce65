import { execFile, spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from '@playwright/test'
import { type Folders, test } from '../../support/desktop.ts'
import { ended } from '../../support/ended-process.ts'

const run = promisify(execFile)
const projectFolder = fileURLToPath(new URL('../../..', import.meta.url))
const system = `${process.platform}-${process.arch}`

type Archive = { files: Record<string, Archive> } | { size: number; unpacked?: boolean }

/** The paths of all files in an ASAR: after four numbers of 32 bits, the last the length, comes a tree in JSON. */
async function filesOf(path: string): Promise<string[]> {
  const bytes = await readFile(path)
  const tree = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as Archive
  const paths = (archive: Archive, prefix: string): string[] =>
    'files' in archive
      ? Object.entries(archive.files).flatMap(([name, inside]) => paths(inside, `${prefix}/${name}`))
      : [prefix.slice(1)]
  return paths(tree, '')
}

test('the packed application contains what runs, with all licences, and runs no code of others', async ({
  folders,
}) => {
  test.skip(process.platform !== 'linux', 'Looks where Linux has things.')
  test.skip(
    !process.env.ELECTRON_OVERRIDE_DIST_PATH,
    'Packing without ELECTRON_OVERRIDE_DIST_PATH downloads a runtime.',
  )
  const builder = join(projectFolder, 'node_modules/electron-builder/cli.js')
  const parameters = [builder, '--dir', `-c.directories.output=${folders.home}`]
  await run(process.execPath, parameters, { cwd: projectFolder, maxBuffer: 2 ** 26 })
  const resources = join(folders.home, 'linux-unpacked/resources')

  const files = await filesOf(join(resources, 'app.asar'))
  const places = new Set(files.map((file) => file.split('/')[0]))
  expect(places).toEqual(new Set(['out', 'package.json', 'node_modules']))
  expect(files).toContain('out/main/desktop.js')
  expect(files).toContain('out/preload/preload.cjs')
  expect(files).toContain('out/renderer/index.html')
  expect(files.filter((file) => file.endsWith('.node'))).toEqual([
    `node_modules/@seydx/node-av-${system}/node-av.node`,
    `node_modules/better-sqlite3/prebuilds/${system}.node`,
  ])
  expect(files.filter((file) => /\.(ts|tsx|map|c|cc|cpp|h|gyp|md)$/i.test(file))).toEqual([])

  const unpacked = join(resources, 'app.asar.unpacked/node_modules')
  for (const tool of ['ffprobe', 'ffmpeg']) {
    const { stdout } = await run(join(unpacked, `@${tool}-installer`, system, tool), ['-version'])
    expect(stdout).toContain(`${tool} version`)
  }

  expect(await readdir(join(resources, 'licences'))).toEqual(
    expect.arrayContaining(['GPL-3.0.txt', 'LGPL-2.1.txt', 'LICENSE.txt', 'README.txt', 'libraries.txt', 'page.txt']),
  )
  for (const [file, name] of [
    ['libraries.txt', '## hono'],
    ['page.txt', '## react-dom'],
  ] as const) {
    expect(await readFile(join(resources, 'licences', file), 'utf8')).toContain(name)
  }

  await attack(join(folders.home, 'linux-unpacked/rushes'), folders)
})

/** Starts the packed application as a program would that wants to run its own code in it. */
async function attack(program: string, { home, library }: Folders): Promise<void> {
  const intruder = join(home, 'intruder.cjs')
  const trace = join(home, 'trace')
  writeFileSync(intruder, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`)
  const parameters = ['--inspect=0', '--no-sandbox', '--library', library]
  const child = spawn(program, parameters, {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${intruder}`, XDG_CONFIG_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  child.stderr.on('data', (text: Buffer) => {
    log += text.toString()
  })
  // As Node.js it would refuse the parameters; as the application it opens the library.
  await expect.poll(() => existsSync(library)).toBe(true)
  child.kill('SIGKILL')
  await ended(child)
  expect(existsSync(trace)).toBe(false)
  expect(log).not.toContain('Debugger listening')
}
