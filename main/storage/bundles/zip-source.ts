import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { type Entry, openPromise } from 'yauzl'
import { messageOf, RushesError } from '../../../shared/errors.ts'
import type { ByteRange } from '../objects/object-store.ts'
import { type BundleSource, createFileList, refused } from './bundle-files.ts'

/** Text shrinks to a fiftieth at most; deflate can shrink zeros to a thousandth. */
const mostRatio = 200
const symbolicLink = 0o120000
const typeOfFile = 0o170000

/** A zip file that is open for reading. */
interface ZipSource extends BundleSource {
  /** Opens a file, or a range of one that is stored as it is: the files of our own exports are. */
  read(path: string, range?: ByteRange): Promise<Readable>
}

/** Opens a zip file as a bundle; see [Note: hostile bundles]. @throws RushesError BAD_INPUT */
export async function openZipSource(path: string): Promise<ZipSource> {
  const { size } = await stat(path)
  const options = { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }
  const zip = await openPromise(path, options).catch((error) => {
    throw refused(path, `is no zip file that can be read: ${messageOf(error)}`, error)
  })
  try {
    const list = createFileList(path)
    const entries = new Map<string, Entry>()
    let packed = 0
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      requirePlain(path, entry)
      packed += entry.compressedSize
      if (packed > size) throw refused(path, 'has files that share their bytes')
      list.add(entry.fileName, entry.uncompressedSize)
      entries.set(entry.fileName, entry)
    }
    return {
      files: list.files,
      async read(name, range) {
        const entry = entries.get(name)
        if (!entry) throw refused(path, `lacks ${name}`)
        return await zip.openReadStreamPromise(entry, range && { start: range.start, end: range.end + 1 })
      },
      close: async () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error instanceof RushesError ? error : refused(path, `is damaged: ${messageOf(error)}`, error)
  }
}

function requirePlain(path: string, entry: Entry): void {
  const named = `“${entry.fileName.slice(0, 200)}”`
  const type = (entry.externalFileAttributes >>> 16) & typeOfFile
  if (type === symbolicLink) throw refused(path, `has a link: ${named}`)
  if ((entry.generalPurposeBitFlag & 1) !== 0) throw refused(path, `has an encrypted file: ${named}`)
  if (entry.uncompressedSize > entry.compressedSize * mostRatio + 1024 * 1024)
    throw refused(path, `has a file that unpacks to ${mostRatio} times its size: ${named}`)
}
