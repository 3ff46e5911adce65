import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openCore } from '../main/core.ts'
import { findFfprobe } from '../main/media/tools.ts'
import { createClient } from '../main/router.ts'
import { isActive } from '../shared/contract/jobs.ts'
import { manyClips } from '../test/support/clips.ts'
import { compare } from './measure.ts'

const run = promisify(execFile)

/** A whole import (hash, probe, record, poster) and an import of what is known, against ffprobe and openssl alone. */
export async function benchImport(folder: string): Promise<void> {
  const clips = join(folder, 'clips')
  await manyClips(clips, 100)
  const ffprobe = (await findFfprobe()).path
  let library = 0
  const probeAll = async () => {
    await run('sh', ['-c', `ls *.mp4 | xargs -P2 -n1 "${ffprobe}" -v error -show_format -show_streams -of json`], {
      cwd: clips,
      maxBuffer: 2 ** 26,
    })
  }
  await compare({
    name: 'Import of new clips, posters included',
    against: 'ffprobe alone, two at a time',
    work: '100 clips',
    ours: () => importInto(join(folder, `library-${library++}`), clips),
    theirs: probeAll,
  })
  await importInto(join(folder, 'library-known'), clips)
  await compare({
    name: 'Import of the same clips again',
    against: 'ffprobe alone, two at a time',
    work: '100 clips',
    ours: () => importInto(join(folder, 'library-known'), clips),
    theirs: probeAll,
  })
}

async function importInto(folder: string, clips: string): Promise<void> {
  const core = await openCore({ folder, version: 'bench' })
  try {
    const client = createClient(core)
    // First, so that the end of a short import is heard.
    const events = await client.events.subscribe()
    const { id } = await client.imports.start({ paths: [clips] })
    for await (const event of events) {
      if (event.type === 'progress' && event.job.id === id && !isActive(event.job.state)) break
    }
  } finally {
    await core.close()
  }
}
