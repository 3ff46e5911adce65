import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { RushesError } from '../../shared/errors.ts'
import { storedExtension } from '../../shared/video-files.ts'
import { whileUnrecorded } from '../contents/unrecorded-files.ts'
import type { Core } from '../core.ts'
import { requireImage } from '../database/images.ts'
import { requireVideo } from '../database/videos.ts'
import { probeFacts } from '../services/videos/read-facts.ts'
import { absolutePath } from '../storage/absolute-path.ts'
import { incomingFolder } from '../storage/incoming.ts'
import { isFile } from '../storage/presence.ts'
import { type Described, describe } from './describe.ts'
import type { FileToImport, Work } from './fingerprint.ts'
import { type Hashed, hash } from './hash.ts'
import { identify } from './identify.ts'
import { place } from './place.ts'
import { preview } from './preview.ts'
import { type Outcome, record } from './record.ts'
import { removeSource } from './remove-source.ts'

type Options = Omit<Work, 'arriving'>

/**
 * Imports the content of one file; see [Note: what an import does].
 * @throws RushesError or an error of the system if the file is refused; nothing of it is left then.
 */
export async function importContent(core: Core, file: FileToImport, options: Options): Promise<Outcome> {
  const arriving = join(incomingFolder(core.layout), `${randomUUID()}.${storedExtension(file.path)}`)
  const work = { ...options, arriving }
  try {
    const hashed = await hash(core, file, work)
    requireExpected(file, hashed)
    const known = await identify(core, hashed)
    const outcome = known ? await record(core, known) : await importNew(core, hashed, work)
    if (outcome?.outcome === 'duplicate') await completeFacts(core, outcome, file.path, options.signal)
    // It was removed from the library a moment ago, so that its file is needed after all.
    return outcome ?? (await importContent(core, file, options))
  } finally {
    // Only a file that stays in its place brings nothing there.
    if (file.mode !== 'reference') await rm(arriving, { force: true })
  }
}

function requireExpected({ path, file_hash }: FileToImport, hashed: Hashed): void {
  if (file_hash === undefined || hashed.file_hash === file_hash) return
  const message = `${path} has another content than its name says. Copy it out of the library and import the copy.`
  throw new RushesError('FILE_CHANGED', message)
}

async function importNew(core: Core, hashed: Hashed, work: Work): Promise<Outcome> {
  const poster = `${work.arriving}.jpg`
  let isMoved = false
  try {
    const content = await describe(core, hashed, { ...work, poster })
    const outcome = await placeAndRecord(core, content, work)
    isMoved = await preview(core, outcome, content, work.signal)
    return outcome
  } finally {
    if (!isMoved) await rm(poster, { force: true })
  }
}

async function placeAndRecord(core: Core, content: Described, work: Work): Promise<Outcome> {
  const bring = async () => {
    const placed = await place(core, content, work)
    const outcome = await record(core, placed)
    await removeSource(core, placed)
    return outcome
  }
  const { mode, target } = content
  return mode === 'reference' ? await bring() : await whileUnrecorded(core, target, bring)
}

/** Fills in what the program that recorded a content left out; what cannot be probed is imported all the same. */
async function completeFacts(core: Core, { kind, id }: Outcome, path: string, signal: AbortSignal): Promise<void> {
  const recorded = await unreadPath(core, { kind, id })
  if (recorded === undefined) return
  // A moved file is gone by now, and its content in the library.
  const present = (await isFile(path)) ? path : absolutePath(core.layout, recorded)
  await probeFacts(core, { kind, id }, present, signal).catch((error) => {
    if (signal.aborted) throw error
    core.log.trace('jobs', 'facts not read', { path, error: String(error) })
  })
}

/** Returns the path of a video or an image whose facts are unknown; undefined for others. */
async function unreadPath(core: Core, { kind, id }: Pick<Outcome, 'kind' | 'id'>): Promise<string | undefined> {
  if (kind === 'video') {
    const { container, file_path } = await requireVideo(core.db, id)
    return container === null ? file_path : undefined
  }
  const { codec, path } = await requireImage(core.db, id)
  return codec === null ? path : undefined
}
