import { execFile } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Core, openCore } from '../main/core.ts'
import { createLog } from '../main/log.ts'
import { findFfprobe } from '../main/media/tools.ts'
import { createClient } from '../main/router.ts'
import { manyClips } from '../test/support/clips.ts'
import { runJob } from './run-job.ts'

const run = promisify(execFile)
const clips = 10_000
const clipsPerRound = 250

/**
 * Imports new clips with posters into an empty library and into the one of a million takes that `RUSHES_BENCH_LIBRARY`
 * names, in turns, beside ffprobe alone. Prints each round, so that it can be stopped early.
 */
export async function benchImportMillion(folder: string): Promise<void> {
  const library = process.env.RUSHES_BENCH_LIBRARY
  if (!library) throw new Error('RUSHES_BENCH_LIBRARY must name a library that “rushes seed --rows 1000000” filled.')
  // Contents that no earlier run has added to the library.
  const paths = await manyClips(join(folder, 'new-clips'), clips, randomInt(2 ** 31))
  const ffprobe = (await findFfprobe()).path
  const log = createLog(undefined, () => undefined)
  const empty = await openCore({ folder: join(folder, 'empty'), version: 'bench', log })
  const million = await openCore({ folder: library, version: 'bench', log })
  try {
    console.log(`Import of ${clips} new clips with posters, in rounds of ${clipsPerRound}: clips/s`)
    for (let from = 0; from < clips; from += clipsPerRound) {
      const some = paths.slice(from, from + clipsPerRound)
      const rates = [
        await rateOf(() => importClips(empty, some)),
        await rateOf(() => importClips(million, some)),
        await rateOf(() => probeTwoAtATime(ffprobe, some)),
      ] as const
      const [atNone, atMillion, probed] = rates
      console.log(
        `  at ${from}: ${atNone.toFixed(1)}; at a million and ${from}: ${atMillion.toFixed(1)}, ` +
          `ratio ${(atMillion / atNone).toFixed(2)}; ffprobe two at a time: ${probed.toFixed(1)}, ` +
          `ratio ${(atMillion / probed).toFixed(2)} (the mark is 0.5)`,
      )
    }
    console.log('')
  } finally {
    await Promise.all([empty.close(), million.close()])
  }
}

async function rateOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (clipsPerRound * 1000) / (performance.now() - start)
}

async function importClips(core: Core, paths: string[]): Promise<void> {
  const client = createClient(core)
  await runJob(client, () => client.imports.start({ paths, mode: 'reference' }))
}

async function probeTwoAtATime(ffprobe: string, paths: readonly string[]): Promise<void> {
  const probe = `xargs -P2 -n1 "${ffprobe}" -v error -show_format -show_streams -of json > /dev/null`
  const child = run('sh', ['-c', probe])
  child.child.stdin?.end(paths.join('\n'))
  await child
}
