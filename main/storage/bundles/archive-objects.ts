import { messageOf, RushesError, systemCode } from '../../../shared/errors.ts'
import type { ObjectReader } from '../objects/object-store.ts'
import { openZipSource } from './zip-source.ts'

/** Returns the files of an archive as objects: a zip file that `rushes export` wrote, which may be gone by now. */
export function archiveObjects(archive: string): ObjectReader {
  return {
    name: archive,
    async head(key) {
      const source = await open(archive)
      await source?.close()
      const size_bytes = source?.files.get(key)
      return size_bytes === undefined ? undefined : { size_bytes }
    },
    async get(key, { range, signal } = {}) {
      const source = await open(archive)
      const size = source?.files.get(key)
      if (!source || size === undefined) {
        await source?.close()
        throw new RushesError('FILE_MISSING', `${key} is missing in ${archive}.`)
      }
      try {
        const isWhole = range === undefined || (range.start === 0 && range.end === size - 1)
        const stream = await source.read(key, isWhole ? undefined : range)
        stream.once('close', () => void source.close())
        signal?.addEventListener('abort', () => stream.destroy(), { once: true })
        return stream
      } catch (error) {
        await source.close()
        throw unreadable(archive, error)
      }
    },
  }
}

/** Opens an archive; undefined if no file is there. @throws RushesError FILE_UNREADABLE */
async function open(archive: string) {
  try {
    return await openZipSource(archive)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined
    throw unreadable(archive, error)
  }
}

function unreadable(archive: string, error: unknown): RushesError {
  return new RushesError('FILE_UNREADABLE', `The archive ${archive} can’t be read: ${messageOf(error)}`, {
    cause: error,
  })
}
