import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { type BundleSource, createFileList, refused } from './bundle-files.ts'

/** Opens a folder as a bundle; see [Note: hostile bundles]. @throws RushesError BAD_INPUT */
export async function openFolderSource(folder: string): Promise<BundleSource> {
  const list = createFileList(folder)
  const visit = async (inside: string, depth: number): Promise<void> => {
    for (const entry of await readdir(join(folder, inside), { withFileTypes: true })) {
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (entry.isDirectory() && depth < 2) await visit(name, depth + 1)
      else if (entry.isFile()) list.add(name, (await lstat(join(folder, name))).size)
      else throw refused(folder, `has a link or another special file: “${name}”`)
    }
  }
  await visit('', 0)
  return {
    files: list.files,
    async read(path) {
      const file = await open(join(folder, path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
      return withSize(file.createReadStream(), list.files.get(path) ?? 0, `${folder}: ${path}`)
    },
    close: async () => undefined,
  }
}

/** Returns a stream that fails unless `source` has exactly `size` bytes. */
function withSize(source: Readable, size: number, named: string): Readable {
  let read = 0
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      read += chunk.length
      done(read > size ? refused(named, 'has grown') : null, chunk)
    },
    flush: (done) => done(read === size ? null : refused(named, 'was cut off')),
  })
  source.on('error', (error) => check.destroy(error))
  check.on('close', () => source.destroy())
  return source.pipe(check)
}
