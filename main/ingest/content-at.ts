import { RushesError, systemCode } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { findLocation } from '../database/locations.ts'
import type { Fingerprint } from '../media/hash-task.ts'
import { recordContent, recordGone } from './record.ts'
import { isSame } from './unchanged.ts'

/** A file as it is now. */
export interface Content extends Fingerprint {
  path: string
  file_hash: string
}

interface Options {
  signal?: AbortSignal
  /** How much of the file is read, 0 to 1. */
  onFraction?: (fraction: number) => void
  /** The content that was said to lie there: remembered as gone where nothing does. */
  expected?: string
}

/**
 * The content of the file at `path`, absolute: as it is remembered where size, time and sample are those of the last
 * visit, else read now and remembered.
 * @throws RushesError FILE_MISSING, which is remembered too, FILE_CHANGED, CANCELLED; an Error with the system's `code`.
 */
export async function contentAt(core: Core, path: string, options: Options = {}): Promise<Content> {
  const fingerprint = await fingerprintOf(core, path, options)
  const last = await findLocation(core.db, path)
  if (last && last.missing_since === null && isSame(last, fingerprint)) {
    return { path, file_hash: last.file_hash, ...fingerprint }
  }
  return await readContent(core, path, options)
}

/** The same, read in full whatever is remembered. */
export async function readContent(core: Core, path: string, options: Options = {}): Promise<Content> {
  const fingerprint = await fingerprintOf(core, path, options)
  const read = await core.hashes.run({ kind: 'hash', path }, options)
  if (read.moved || read.size_bytes !== fingerprint.size_bytes || read.mtime_ms !== fingerprint.mtime_ms) {
    throw new RushesError('FILE_CHANGED', `${path} changed while it was read; it is still being written.`)
  }
  const content = { path, file_hash: read.file_hash, ...fingerprint }
  await recordContent(core, read.file_hash, { path, ...fingerprint })
  return content
}

const nothingThere = ['ENOENT', 'ENOTDIR', 'EISDIR']

async function fingerprintOf(core: Core, path: string, { signal, expected }: Options): Promise<Fingerprint> {
  try {
    return await core.hashes.run({ kind: 'fingerprint', path }, { signal })
  } catch (error) {
    if (!nothingThere.includes(systemCode(error) ?? '')) throw error
    await recordGone(core, path, expected)
    throw new RushesError('FILE_MISSING', `${path} is not there.`, { cause: error })
  }
}
