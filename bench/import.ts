import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openCore } from '../main/core.ts'
import { findFfprobe } from '../main/media/tools.ts'
import { manyClips } from '../test/support/clips.ts'
import { benchCopies } from './import-copies.ts'
import { importFolder } from './import-folder.ts'
import { benchLatency } from './import-latency.ts'
import { benchMemory } from './import-memory.ts'
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
  await benchCopies(folder)
  await benchLatency(folder)
  await benchMemory(folder)
}

async function importInto(folder: string, clips: string): Promise<void> {
  const core = await openCore({ folder, version: 'bench' })
  try {
    await importFolder(core, clips)
  } finally {
    await core.close()
  }
}
