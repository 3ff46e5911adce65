import { linkSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { type Disk, isRespelt } from '../../main/storage/respelt.ts'
import { putClip, temporaryFolder } from '../support/library.ts'

const fold = (name: string) => name.normalize('NFC').toLowerCase()

/** A file system that ignores case and Unicode form, as those of macOS and Windows, on one that does not. */
const insensitive: Disk = {
  async stat(path) {
    const folder = dirname(path)
    const listed = folder === path ? [] : await this.readdir(folder)
    const name = listed.find((one) => fold(one) === fold(basename(path)))
    return await stat(name === undefined ? path : join(await spelled(folder), name), { bigint: true })
  },
  readdir: async (folder) => await readdir(await spelled(folder)),
}

/** Returns a path as it is listed. */
async function spelled(path: string): Promise<string> {
  const parent = dirname(path)
  if (parent === path) return path
  const folder = await spelled(parent)
  const name = (await readdir(folder)).find((one) => fold(one) === fold(basename(path)))
  return join(folder, name ?? basename(path))
}

test('where case and Unicode form are ignored, a renamed file or folder is one path, and two names are two', async () => {
  const folder = temporaryFolder()
  const [nfc, nfd] = ['Fähre 🎬.mp4'.normalize('NFC'), 'Fähre 🎬.mp4'.normalize('NFD')]
  const file = await putClip('square.mp4', join(folder, 'Takes', nfc))
  for (const former of [
    join(folder, 'Takes', nfd),
    join(folder, 'Takes', nfc.toUpperCase()),
    join(folder, 'takes', nfd),
  ])
    expect(await isRespelt(former, file, insensitive)).toBe(true)
  expect(await isRespelt(join(folder, 'Takes', nfd), file)).toBe(false)
  expect(await isRespelt(file, file, insensitive)).toBe(false)
  await putClip('portrait.mp4', join(folder, 'Takes', nfd))
  linkSync(file, join(folder, 'Takes', nfc.toUpperCase()))
  for (const other of [join(folder, 'Takes', nfd), join(folder, 'Takes', nfc.toUpperCase())])
    expect(await isRespelt(other, file)).toBe(false)
})
