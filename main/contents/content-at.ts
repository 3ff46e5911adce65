import { RushesError, systemCode } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { findLocation } from '../database/contents/locations.ts'
import { isSameFingerprint } from '../media/files/fingerprint.ts'
import { type Content, type FingerprintedFile, hashUnchanged } from './hash-unchanged.ts'
import { recordContent, recordMissing } from './record.ts'

interface Options {
  signal?: AbortSignal
  /** Called with how much of the file is read, 0 to 1. */
  onFraction?: (fraction: number) => void
  /** The content that should be at the path: recorded as missing if no file is there. */
  expected?: string
}

/**
 * Returns the content of the file at `path`, absolute: the recorded one if size, time and sample are unchanged, else it
 * is read and recorded.
 * @throws RushesError FILE_MISSING, which is recorded too, FILE_CHANGED, CANCELLED; an Error with the system's `code`.
 */
export async function contentAt(core: Core, path: string, options: Options = {}): Promise<Content> {
  const file = await fingerprint(core, path, options)
  const last = await findLocation(core.db, path)
  if (last && last.missing_since === null && isSameFingerprint(last, file))
    return { ...file, file_hash: last.file_hash }
  return await readContent(core, path, options)
}

/** Returns the content of the file at `path` as `contentAt` does, but always reads the file. */
export async function readContent(core: Core, path: string, options: Options = {}): Promise<Content> {
  const content = await hashUnchanged(core, await fingerprint(core, path, options), options)
  await recordContent(core, content)
  return content
}

const noFileCodes = ['ENOENT', 'ENOTDIR', 'EISDIR']

async function fingerprint(core: Core, path: string, { signal, expected }: Options): Promise<FingerprintedFile> {
  try {
    return { path, ...(await core.files.run({ kind: 'fingerprint', path }, { signal })) }
  } catch (error) {
    if (!noFileCodes.includes(systemCode(error) ?? '')) throw error
    await recordMissing(core, path, expected)
    throw new RushesError('FILE_MISSING', `${path} is missing.`, { cause: error })
  }
}
