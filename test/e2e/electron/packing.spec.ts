import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from '@playwright/test'
import { test } from '../../support/desktop.ts'

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

test('what is packed for this system holds what runs, and nothing else', async ({ folders }) => {
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
    `node_modules/better-sqlite3/prebuilds/${system}.node`,
  ])
  expect(files.filter((file) => /\.(ts|tsx|map|c|cc|cpp|h|gyp|md)$/i.test(file))).toEqual([])

  const unpacked = join(resources, 'app.asar.unpacked/node_modules')
  for (const tool of ['ffprobe', 'ffmpeg']) {
    const { stdout } = await run(join(unpacked, `@${tool}-installer`, system, tool), ['-version'])
    expect(stdout).toContain(`${tool} version`)
  }
})
