import { join } from 'node:path'
import { perceptualHashVersion } from '../../shared/duplicates/perceptual-hash.ts'
import { reencode } from './clips.ts'
import { databaseOf } from './database-of.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from './library.ts'

/** Hashes all takes of a library. */
export async function hashAll({ client }: Pick<TestLibrary, 'client'>): Promise<void> {
  const job = await client.duplicates.hash()
  if (job) await ended(client, job)
}

/**
 * A library with a take of ten seconds, `original`; two that were encoded from it again, `smaller` and `tiny`; and one
 * that looks like none of them, `other`. All are hashed. `ids` are theirs, by name.
 */
export async function openAlike(mode: 'reference' | 'copy' = 'reference') {
  const library = await openLibrary()
  const takes = temporaryFolder()
  await putClip('ten-seconds.mp4', join(takes, 'original.mp4'))
  await reencode('ten-seconds.mp4', join(takes, 'smaller.mp4'))
  await reencode('ten-seconds.mp4', join(takes, 'tiny.mp4'), '-vf', 'scale=160:-2')
  await putClip('fractal.mp4', join(takes, 'other.mp4'))
  await importAll(library.client, { paths: [takes], mode })
  await hashAll(library)
  const { items } = await library.client.videos.list({})
  const idOf = (name: string) => items.find((video) => video.name === name)?.id ?? ''
  const ids = { original: idOf('original'), smaller: idOf('smaller'), tiny: idOf('tiny'), other: idOf('other') }
  return { ...library, takes, ids }
}

/** Adds videos without files, each with the hash that it is given: `[name, hash]`. */
export function addHashed({ core }: Pick<TestLibrary, 'core'>, videos: readonly (readonly [string, string])[]): void {
  const addVideo = databaseOf(core).prepare(
    `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, width, height)
     VALUES (@name, @name, '/takes/' || @name, @name, 1000, 'uploaded', 320, 180)`,
  )
  const addHash = databaseOf(core).prepare('INSERT INTO perceptual_hashes (file_hash, version, hash) VALUES (?, ?, ?)')
  databaseOf(core).transaction(() => {
    for (const [name, hash] of videos) {
      addVideo.run({ name })
      addHash.run(name, perceptualHashVersion, hash)
    }
  })()
}
