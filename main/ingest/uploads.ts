import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { RushesError } from '../../shared/errors.ts'
import { incomingFolder } from '../storage/incoming.ts'
import type { Layout } from '../storage/layout.ts'

const uploadName = /^upload-[0-9a-f-]{36}$/

/**
 * Streams `body` to the disk of the library and answers with the name under which an import finds it. `name` is what the
 * file was called where it came from. What arrived is removed again when the stream breaks.
 */
export async function receiveUpload(layout: Layout, name: string, body: ReadableStream<Uint8Array>): Promise<string> {
  const upload = `upload-${randomUUID()}`
  const folder = join(incomingFolder(layout), upload)
  await mkdir(folder)
  try {
    await pipeline(Readable.fromWeb(body as never), createWriteStream(join(folder, safeName(name)), { flush: true }))
    return upload
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** The path of what arrived under the name `upload`. @throws RushesError NOT_FOUND */
export async function findUpload(layout: Layout, upload: string): Promise<string> {
  const folder = join(incomingFolder(layout), upload)
  const [name] = uploadName.test(upload) ? await readdir(folder).catch(() => []) : []
  if (name === undefined)
    throw new RushesError('NOT_FOUND', `The upload ${upload} is not there any more; drop the file again.`)
  return join(folder, name)
}

/** Removes what is left of uploads once their import has ended, or will not begin. */
export async function removeUploads(layout: Layout, uploads: readonly string[]): Promise<void> {
  for (const upload of uploads) {
    if (uploadName.test(upload)) await rm(join(incomingFolder(layout), upload), { recursive: true, force: true })
  }
}

/** A name that every file system takes, Windows' too: no separators or control characters, at most 200 bytes, its ending kept. */
export function safeName(name: string): string {
  const base = name.split(/[\\/]/).findLast((part) => part !== '') ?? ''
  const clean = trimEnd(base.replaceAll(unsafe, '_')).replace(devices, '_$&')
  const ending = /\.[^.]{1,10}$/.exec(clean)?.[0] ?? ''
  const letters = [...clean.slice(0, clean.length - ending.length)].slice(0, 200)
  while (Buffer.byteLength(letters.join('') + ending) > 200) letters.pop()
  return trimEnd(letters.join('') + ending) || 'video'
}

// Halves of surrogate pairs are no text; the rest means something to a file system.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const unsafe = /[\u0000-\u001f<>:"/\\|?*\p{Surrogate}]/gu
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

function trimEnd(name: string): string {
  return name.replace(/[. ]+$/, '')
}
