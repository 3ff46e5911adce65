import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { chmod, link, mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { RushesError } from '../../shared/errors.ts'
import { incomingFolder } from '../storage/incoming.ts'
import type { Layout } from '../storage/layout.ts'
import { makeFolder, privateFile, privateFolder } from '../storage/make-folder.ts'

const uploadName = /^upload-[0-9a-f-]{36}$/
/** A bundle that waits for its download. */
const downloadName = /^download-[0-9a-f-]{36}$/

/** Limits of uploads. */
export const uploadLimits = {
  /** Longest time in which nothing arrives. */
  silentMs: 60_000,
  /** Longest time for which a complete upload waits for its import. */
  waitingMs: 3_600_000,
  /** Most uploads that wait. */
  most: 10_000,
  /** Bytes of the library's disk that stay free. */
  reservedBytes: 256 * 1024 * 1024,
}
/** Bytes that wait for the disk; several chunks are then written in one call. */
const waitingBytes = 1024 * 1024
/** Other programs fill the disk too. */
const checkEveryBytes = 64 * 1024 * 1024

/**
 * Returns the folder for uploads that can be resumed, and creates it if it is missing.
 * @throws RushesError LIBRARY_GONE
 */
export function uploadsFolder(layout: Layout): string {
  makeFolder(layout.folder, layout.uploads)
  return layout.uploads
}

/** A file that arrived in the incoming folder. */
export interface Upload {
  /** The name by which an import finds it. */
  upload: string
  /** The SHA-256 of its content, computed while it arrived. */
  file_hash: string
}

/**
 * Streams `body` to the incoming folder while hashing it. `name` is the original name of the file. If the stream
 * breaks, the upload is removed.
 * @throws RushesError DISK_FULL before the disk is full, CANCELLED if nothing arrives any more, CONFLICT if too many
 * uploads wait.
 */
export async function receiveUpload(
  layout: Layout,
  name: string,
  body: Readable,
  limits = uploadLimits,
): Promise<Upload> {
  if ((await waitingUploads(layout)).length >= limits.most)
    throw new RushesError('CONFLICT', `${name} was not uploaded: ${limits.most} files wait for an import. Start it.`)
  const upload = `upload-${randomUUID()}`
  const folder = join(incomingFolder(layout), upload)
  await mkdir(folder, { mode: privateFolder })
  const silence = new AbortController()
  const hash = createHash('sha256')
  const timer = setTimeout(() => silence.abort(), limits.silentMs)
  let uncheckedBytes = Number.POSITIVE_INFINITY
  const watched = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      timer.refresh()
      hash.update(chunk)
      uncheckedBytes += chunk.length
      if (uncheckedBytes <= checkEveryBytes) return done(null, chunk)
      uncheckedBytes = 0
      requireSpace(layout, name, limits.reservedBytes).then(() => done(null, chunk), done)
    },
  })
  try {
    const file = createWriteStream(join(folder, safeName(name)), {
      flush: true,
      mode: privateFile,
      highWaterMark: waitingBytes,
    })
    await pipeline(body, watched, file, { signal: silence.signal })
    return { upload, file_hash: hash.digest('hex') }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    if (!silence.signal.aborted) throw error
    const seconds = limits.silentMs / 1000
    throw new RushesError('CANCELLED', `Nothing of ${name} arrived for ${seconds} s. Upload it again.`, {
      cause: error,
    })
  } finally {
    clearTimeout(timer)
  }
}

/** Takes a whole file of the library's disk as an upload, by a hard link, and returns its name. */
export async function adoptFile(layout: Layout, name: string, path: string): Promise<string> {
  const upload = `upload-${randomUUID()}`
  const folder = join(incomingFolder(layout), upload)
  await mkdir(folder, { mode: privateFolder })
  const target = join(folder, safeName(name))
  await link(path, target)
  await chmod(target, privateFile)
  return upload
}

async function requireSpace(layout: Layout, name: string, reservedBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(layout.folder)
  if (bavail * bsize >= reservedBytes) return
  throw new RushesError('DISK_FULL', `The library’s disk is nearly full, so ${name} was not uploaded.`)
}

async function waitingUploads(layout: Layout): Promise<string[]> {
  return (await readdir(incomingFolder(layout))).filter((name) => uploadName.test(name))
}

async function waitingFiles(layout: Layout): Promise<string[]> {
  return (await readdir(incomingFolder(layout))).filter((name) => uploadName.test(name) || downloadName.test(name))
}

/** Creates the folder for a file that the job `id` writes for a download, and returns the path of the file. */
export async function newDownload(layout: Layout, id: string, name: string): Promise<string> {
  const folder = join(incomingFolder(layout), `download-${id}`)
  await mkdir(folder, { mode: privateFolder })
  return join(folder, name)
}

/** Returns the path of the file that the job `id` wrote for a download; undefined if it is not kept. */
export async function findDownload(layout: Layout, id: string): Promise<string | undefined> {
  const name = `download-${id}`
  if (!downloadName.test(name)) return undefined
  const folder = join(incomingFolder(layout), name)
  const [file] = (await readdir(folder).catch(() => [])).filter((one) => !one.endsWith('.part'))
  return file === undefined ? undefined : join(folder, file)
}

/** Removes uploads for which no import was started in time, and files that were not downloaded. */
export async function removeExpiredUploads(layout: Layout, now: Date, limits = uploadLimits): Promise<void> {
  for (const upload of await waitingFiles(layout)) {
    const folder = join(incomingFolder(layout), upload)
    const [name = '.'] = await readdir(folder).catch(() => [])
    const stats = await stat(join(folder, name)).catch(() => undefined)
    if (stats && now.getTime() - stats.mtimeMs > limits.waitingMs) await rm(folder, { recursive: true, force: true })
  }
}

/** Keeps uploads until their import ends, however long it waits for its turn. */
export async function claimUploads(layout: Layout, uploads: readonly string[]): Promise<void> {
  for (const upload of uploads) {
    if (!uploadName.test(upload)) continue
    const folder = join(incomingFolder(layout), upload)
    await rename(folder, claimed(folder)).catch(() => undefined)
  }
}

function claimed(folder: string): string {
  return `${folder}-claimed`
}

/** Returns the path of the file of an upload. @throws RushesError NOT_FOUND */
export async function findUpload(layout: Layout, upload: string): Promise<string> {
  const own = join(incomingFolder(layout), upload)
  for (const folder of uploadName.test(upload) ? [claimed(own), own] : []) {
    const [name] = await readdir(folder).catch(() => [])
    if (name !== undefined) return join(folder, name)
  }
  throw new RushesError('NOT_FOUND', `The upload ${upload} has expired; drop the file again.`)
}

/** Removes uploads once their import has ended, or cannot start. */
export async function removeUploads(layout: Layout, uploads: readonly string[]): Promise<void> {
  for (const upload of uploads) {
    if (!uploadName.test(upload)) continue
    const own = join(incomingFolder(layout), upload)
    for (const folder of [own, claimed(own)]) await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Makes a name valid on every file system, Windows’ too: no separators or control characters, at most 200 bytes, with
 * its extension.
 */
export function safeName(name: string): string {
  const base = name.split(/[\\/]/).findLast((part) => part !== '') ?? ''
  const clean = trimEnd(base.replaceAll(unsafe, '_')).replace(devices, '_$&')
  const ending = /\.[^.]{1,10}$/.exec(clean)?.[0] ?? ''
  const letters = [...clean.slice(0, clean.length - ending.length)].slice(0, 200)
  while (Buffer.byteLength(letters.join('') + ending) > 200) letters.pop()
  return trimEnd(letters.join('') + ending) || 'video'
}

// Halves of surrogate pairs are no text; the other characters mean something to a file system.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are replaced
const unsafe = /[\u0000-\u001f<>:"/\\|?*\p{Surrogate}]/gu
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

function trimEnd(name: string): string {
  return name.replace(/[. ]+$/, '')
}
