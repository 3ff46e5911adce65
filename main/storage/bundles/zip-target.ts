import { type FileHandle, lstat, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { RushesError } from '../../../shared/errors.ts'
import type { BundleTarget, NewFile } from './new-bundle.ts'
import { centralDirectory, localHeader, localHeaderBytes, readLocalHeader, type ZipEntry } from './zip-records.ts'

/**
 * Opens a zip file for a bundle, which has the name `….zip.part` until it is complete.
 *
 * The header of a file is written after its bytes, so each file whose header is there is complete. An export that
 * continues keeps those that are the same as its own first ones. No maintained library continues a zip file.
 * @throws RushesError CONFLICT if a file is at `path`, or another one has the name of the incomplete bundle.
 */
export async function openZipTarget(path: string): Promise<BundleTarget> {
  if (await lstat(path).catch(() => undefined)) throw new RushesError('CONFLICT', `${path} exists already.`)
  const part = `${path}.part`
  const isNew = (await lstat(part).catch(() => undefined)) === undefined
  const file = await open(part, isNew ? 'wx+' : 'r+', 0o600)
  try {
    const left = await readEntries(file)
    if (left.length === 0 && !isNew && !(await isBlank(file)))
      throw new RushesError('CONFLICT', `${part} is no incomplete bundle. Move it away, or export to another name.`)
    return createTarget(path, part, file, left)
  } catch (error) {
    await file.close()
    throw error
  }
}

function createTarget(path: string, part: string, file: FileHandle, left: ZipEntry[]): BundleTarget {
  const entries: ZipEntry[] = []
  let end = 0
  const hold = (entry: ZipEntry) => {
    entries.push(entry)
    end = entry.offset + localHeaderBytes(entry.path) + entry.size_bytes
  }
  return {
    async has(asked: NewFile) {
      const next = left[0]
      if (next?.path !== asked.path || next.size_bytes !== asked.size_bytes) return false
      left.shift()
      hold(next)
      return true
    },
    async add({ path: name }, copy) {
      // From the first file that is another one on, nothing is kept.
      left.length = 0
      await file.truncate(end)
      const offset = end
      await file.truncate(offset + localHeaderBytes(name))
      const { crc32, size_bytes } = await copy(part, offset + localHeaderBytes(name)).catch(async (error) => {
        await file.truncate(offset).catch(() => undefined)
        throw error
      })
      const entry = { path: name, size_bytes, crc32, offset }
      await writeAll(file, localHeader(entry), offset)
      hold(entry)
    },
    async complete() {
      await file.truncate(end)
      await writeAll(file, centralDirectory(entries, end), end)
      await file.sync()
      await rename(part, path)
      await syncFolder(dirname(path))
    },
    close: () => file.close(),
  }
}

/** Waits until a new name is on disk, where the system can: takes may leave for an archive. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten
}

const longestHeader = 512

/** Reads the files that are complete, from the first one on. */
async function readEntries(file: FileHandle): Promise<ZipEntry[]> {
  const { size } = await file.stat()
  const entries: ZipEntry[] = []
  const buffer = Buffer.alloc(longestHeader)
  for (let offset = 0; offset < size; ) {
    const { bytesRead } = await file.read(buffer, 0, longestHeader, offset)
    const entry = readLocalHeader(buffer.subarray(0, bytesRead), offset)
    if (!entry) break
    offset += localHeaderBytes(entry.path) + entry.size_bytes
    if (offset <= size) entries.push(entry)
  }
  return entries
}

/** Returns whether a file begins with zeros, as that of an export that ended in its first file does. */
async function isBlank(file: FileHandle): Promise<boolean> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(longestHeader), 0, longestHeader, 0)
  return buffer.subarray(0, Math.min(bytesRead, 30)).every((byte) => byte === 0)
}
