import { constants } from 'node:fs'
import { chmod, copyFile, link, lstat, realpath, rm } from 'node:fs/promises'
import { RushesError, systemCode } from '../../shared/errors.ts'
import type { FingerprintedFile } from '../contents/hash-unchanged.ts'
import type { Core } from '../core.ts'
import type { Fingerprint } from '../media/files/file-tasks.ts'
import { requireUnchanged } from '../media/files/fingerprint.ts'
import { requireOwned } from '../storage/inside-library.ts'
import { privateFile } from '../storage/make-folder.ts'
import { moveInto } from '../storage/move-file.ts'
import type { Described } from './describe.ts'
import type { Work } from './fingerprint.ts'
import type { NewContent } from './record.ts'

export interface Placed extends NewContent {
  /** The file that was moved into the library, to be removed once the content is recorded. */
  movedFrom: FingerprintedFile | undefined
}

/**
 * Puts a content at its path in the library, or leaves it in its place with `reference`, and returns it with its
 * locations.
 * @throws RushesError FILE_CHANGED; NOT_SUPPORTED if `link` cannot share bytes between the two disks.
 */
export async function place(core: Core, content: Described, work: Work): Promise<Placed> {
  const { source, file_hash, mode, uploaded, description, target } = content
  const isReferenced = mode === 'reference'
  if (!isReferenced) await putAt(core, target, source, () => bring(core, content, work))
  const movedFrom = mode === 'move' ? source : undefined
  if (isReferenced || target === source.path) return { file_hash, description, locations: [source], movedFrom }
  const placed = { path: target, ...(await core.files.run({ kind: 'fingerprint', path: target })) }
  const isLeft = movedFrom === undefined && !uploaded
  return { file_hash, description, locations: isLeft ? [placed, source] : [placed], movedFrom }
}

/**
 * Has the content of a fingerprinted file lie at `target`, a path that is named by its hash. Unless it is there
 * already, `bring` returns the path of a whole copy in the incoming folder, which is moved: at `target` there is a
 * whole file or none.
 * @throws RushesError LIBRARY_UNUSABLE if `target` leads out of the library.
 */
export async function putAt(
  core: Core,
  target: string,
  fingerprint: Fingerprint,
  bring: () => Promise<string>,
): Promise<void> {
  await requireOwned(core.layout, target)
  // The name says which content it is. The sample shows whether a file that shares its bytes by a hard link was written
  // over.
  const there = await core.files.run({ kind: 'fingerprint', path: target }).catch(() => undefined)
  if (there?.size_bytes === fingerprint.size_bytes && there.sample_hash === fingerprint.sample_hash) return
  const arrived = await bring()
  const path = await requireOwned(core.layout, target)
  await moveInto(core.layout, arrived, path)
}

/** Returns the path of the file's bytes in the incoming folder. */
async function bring(core: Core, content: Described, work: Work): Promise<string> {
  const { source, mode, read } = content
  const { arriving } = work
  if (read === 'copied') return arriving
  if (mode === 'link') await shareBytes(source.path, arriving)
  else await linkOrCopy(core, content, work)
  await requireUnchanged(core.files, source.path, source)
  return arriving
}

/** Clones the file if the file system can, else hard-links it; the file itself if `source` is a symbolic link. */
async function shareBytes(source: string, arriving: string): Promise<void> {
  try {
    await copyFile(source, arriving, constants.COPYFILE_FICLONE_FORCE)
    await chmod(arriving, privateFile)
    return
  } catch {
    await rm(arriving, { force: true })
  }
  try {
    await link(await realpath(source), arriving)
  } catch (error) {
    if (systemCode(error) !== 'EXDEV' && systemCode(error) !== 'EPERM' && systemCode(error) !== 'ENOTSUP') throw error
    const message = `${source} cannot be linked into the library from its disk; copy or move it.`
    throw new RushesError('NOT_SUPPORTED', message, { cause: error })
  }
}

/**
 * Hard-links a file within one disk. Across disks, and through a symbolic link, the bytes are copied, and their hash is
 * compared.
 */
async function linkOrCopy(core: Core, { source, file_hash }: Described, { arriving, signal }: Work): Promise<void> {
  const { path } = source
  try {
    if (!(await lstat(path)).isSymbolicLink()) return await link(path, arriving)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw error
  }
  const copied = await core.files.run({ kind: 'hash', path, copyTo: arriving }, { signal })
  if (copied.changed || copied.file_hash !== file_hash)
    throw new RushesError('FILE_CHANGED', `${path} changed while it was moved; it stays where it is.`)
}
