import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { type TestLibrary, temporaryFolder } from './library.ts'

/** Writes a file that begins and ends like a JPEG; another `content` gives another one. Returns its path. */
export function putJpeg(name: string, content: string): string {
  const path = join(temporaryFolder(), name)
  const body = deflateSync(Buffer.from(content))
  writeFileSync(path, Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), body, Buffer.from('ffd9', 'hex')]))
  return path
}

/** Creates a timeline of three given frames. Returns its id and that of its root. */
export async function putTimeline({ client }: TestLibrary) {
  const frames = ['a', 'b', 'c'].map((content, sequence) => ({
    ...{ sequence, timestamp: sequence / 2, path: putJpeg(`${content}.jpg`, content) },
  }))
  const created = await client.timelines.createFromFiles({ source_video: 'clip.mp4', frames })
  return { timeline_id: created.timeline_id, root: created.checkpoint_id }
}
