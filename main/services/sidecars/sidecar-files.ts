import { randomUUID } from 'node:crypto'
import { lstat, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { RushesError, systemCode } from '../../../shared/errors.ts'
import { readJson } from '../../media/sidecars/json.ts'
import type { ReadSidecar } from '../../media/sidecars/sidecar-values.ts'
import { type ReadXmp, readXmp } from '../../media/sidecars/xmp.ts'

/** Sidecars hold texts of a person. */
const mostBytes = 16 * 2 ** 20

/** A text that is at a path; undefined if no file is there. */
export type Text = { text: string; size: number; mtimeMs: number } | undefined

/** Reads a sidecar. @throws RushesError FILE_UNREADABLE for a link, another special file, or one that is too large */
export async function readText(path: string): Promise<Text> {
  const stats = await lstat(path).catch((error) => {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined
    throw error
  })
  if (!stats) return undefined
  if (!stats.isFile() || stats.size > mostBytes)
    throw new RushesError('FILE_UNREADABLE', `${path} is no sidecar: it is a link, or larger than 16 MB.`)
  return { text: await readFile(path, 'utf8'), size: stats.size, mtimeMs: stats.mtimeMs }
}

/**
 * Puts a text at a path, whole or not at all.
 * @throws RushesError FILE_CHANGED if the file there is no longer the one that was read
 */
export async function replaceText(path: string, before: Text, text: string): Promise<void> {
  const arriving = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`)
  try {
    const file = await open(arriving, 'wx', 0o644)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    const now = await readText(path)
    if (now?.size !== before?.size || now?.mtimeMs !== before?.mtimeMs)
      throw new RushesError('FILE_CHANGED', `${path} was just changed by another program. Write it again.`)
    await rename(arriving, path)
  } catch (error) {
    await rm(arriving, { force: true })
    throw error
  }
}

/** Returns the path of the JSON sidecar of a file. */
export function jsonPath(path: string): string {
  return `${path}.rushes.json`
}

/**
 * Lists the paths of XMP sidecars that are there: `clip.mp4.xmp`, as digiKam and darktable name them, and `clip.xmp`,
 * as Lightroom and Bridge do. The latter belongs to the file only if no other one has its name.
 */
export async function listXmp(path: string): Promise<string[]> {
  const named = `${path}.xmp`
  const stem = stemPath(path)
  const found: string[] = []
  if (await lstat(named).catch(() => undefined)) found.push(named)
  if ((await lstat(stem).catch(() => undefined)) && !(await sharesStem(path))) found.push(stem)
  return found
}

/** Returns the path of a new XMP sidecar. */
export async function newXmpPath(path: string): Promise<string> {
  return (await sharesStem(path)) ? `${path}.xmp` : stemPath(path)
}

function stemPath(path: string): string {
  return join(dirname(path), `${basename(path, extname(path))}.xmp`)
}

/** Returns whether another file has the name without its extension, as the photo of a live photo has. */
async function sharesStem(path: string): Promise<boolean> {
  const stem = basename(path, extname(path))
  const names = await readdir(dirname(path))
  return names.some(
    (name) =>
      name !== basename(path) && basename(name, extname(name)) === stem && extname(name).toLowerCase() !== '.xmp',
  )
}

/** Reads the sidecar that was changed last: an XMP, or else the JSON of Rushes. Undefined if there is none. */
export async function readSidecar(path: string): Promise<(ReadSidecar & { path: string }) | undefined> {
  const xmps: { at: string; mtimeMs: number; read: ReadXmp }[] = []
  for (const at of await listXmp(path)) {
    const file = await readText(at)
    if (file) xmps.push({ at, mtimeMs: file.mtimeMs, read: inFile(at, () => readXmp(file.text)) })
  }
  const [newest] = xmps.toSorted((one, other) => other.mtimeMs - one.mtimeMs)
  if (newest) return { ...newest.read, path: newest.at }
  const at = jsonPath(path)
  const file = await readText(at)
  return file && { ...inFile(at, () => readJson(file.text)), path: at }
}

/** Names the file in the error of its parser. */
export function inFile<Result>(path: string, parse: () => Result): Result {
  try {
    return parse()
  } catch (error) {
    if (error instanceof RushesError) throw new RushesError(error.code, `${path} can’t be read. ${error.message}`)
    throw error
  }
}
