import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BundledFile } from '../../../shared/bundles/manifest.ts'
import { RushesError } from '../../../shared/errors.ts'
import { extensionOf } from '../../../shared/video-files.ts'
import { holdsContent } from '../../contents/open-content.ts'
import { recordContent } from '../../contents/record.ts'
import { lookUpStored } from '../../contents/stored-content.ts'
import { whileUnrecorded } from '../../contents/unrecorded-files.ts'
import type { Core } from '../../core.ts'
import type { Row } from '../../database/adopt/columns.ts'
import { type ContentTable, describeImported } from '../../database/bundles/imported-content.ts'
import { describe } from '../../ingest/describe.ts'
import { place, putAt } from '../../ingest/place.ts'
import { record } from '../../ingest/record.ts'
import { isJpeg } from '../../media/timelines/is-jpeg.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { audioPath, framePath } from '../../storage/layout.ts'
import type { NewFrame } from '../timelines/record-frames.ts'
import type { Bundle } from './read-bundle.ts'

interface Reading {
  signal: AbortSignal
  onFraction: (fraction: number) => void
}

/** Returns whether the library has the content and its file, so that the one of the bundle is not needed. */
export async function hasFile(core: Core, { path, sha256 }: BundledFile): Promise<boolean> {
  const stored = await lookUpStored(core, { path, file_hash: sha256 })
  return stored !== undefined && (await holdsContent(core, stored))
}

/**
 * Imports the file of a row of `videos` or `media`, which becomes that row unless the library has the content. It is
 * probed as in every import.
 * @throws RushesError FILE_CHANGED, FILE_UNREADABLE, CANCELLED, DISK_FULL
 */
export async function placeContent(
  core: Core,
  bundle: Bundle,
  file: BundledFile,
  { table, row }: { table: ContentTable; row: Row },
  reading: Reading,
): Promise<void> {
  const arriving = join(incomingFolder(core.layout), `${randomUUID()}.${extensionOf(file.path)}`)
  try {
    await bundle.unpack(file, arriving, reading)
    const source = { path: arriving, ...(await core.files.run({ kind: 'fingerprint', path: arriving })) }
    const unpacked = { source, mode: 'copy', uploaded: true, file_hash: file.sha256, read: 'copied' } as const
    const work = { ...reading, arriving }
    const { description: found, ...described } = await describe(core, unpacked, work)
    if ((found.kind === 'video') !== (table === 'videos'))
      throw new RushesError('FILE_UNREADABLE', `${file.path} in ${bundle.path} is not what its folder says.`)
    const description = {
      ...found,
      ...(found.kind === 'video' && { id: String(row.id) }),
      alongside: async ({ db }: Parameters<typeof found.alongside>[0], insertedId?: string) => {
        if (insertedId !== undefined) await describeImported(db, table, row)
      },
    }
    await whileUnrecorded(core, described.target, async () =>
      record(core, await place(core, { ...described, description }, work)),
    )
  } finally {
    await rm(arriving, { force: true })
  }
}

/** Imports extracted sound, which has only the row of its processing. */
export async function placeAudio(core: Core, bundle: Bundle, file: BundledFile, reading: Reading): Promise<boolean> {
  const target = audioPath(core.layout, file.sha256, extensionOf(file.path))
  if (existsSync(target)) return false
  const arriving = join(incomingFolder(core.layout), `${randomUUID()}.${extensionOf(file.path)}`)
  try {
    await bundle.unpack(file, arriving, reading)
    const fingerprint = await core.files.run({ kind: 'fingerprint', path: arriving })
    await whileUnrecorded(core, target, async () => {
      await putAt(core, target, fingerprint, async () => arriving)
      const placed = await core.files.run({ kind: 'fingerprint', path: target })
      await recordContent(core, { path: target, file_hash: file.sha256, ...placed })
    })
    return true
  } finally {
    await rm(arriving, { force: true })
  }
}

/** Unpacks the pictures of rows of `timeline_frames` that the library lacks into a folder of incomplete files. */
export async function unpackFrames(
  core: Core,
  bundle: Bundle,
  rows: readonly Row[],
  folder: string,
  reading: Reading,
): Promise<NewFrame[]> {
  const frames: NewFrame[] = []
  const byHash = new Map(rows.map((row) => [String(row.file_hash), row]))
  for (const [fileHash, row] of byHash) {
    const file = bundle.media.get(`frames/${fileHash.slice(0, 2)}/${fileHash}.jpg`)
    if (!file || existsSync(framePath(core.layout, fileHash))) continue
    const path = join(folder, `${fileHash}.jpg`)
    await bundle.unpack(file, path, reading)
    if (!(await isJpeg(path))) throw new RushesError('FILE_UNREADABLE', `${file.path} in ${bundle.path} is no JPEG.`)
    frames.push({ ...(row as unknown as NewFrame), file_hash: fileHash, size_bytes: file.size_bytes, path })
  }
  return frames
}
