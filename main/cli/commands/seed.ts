import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { formatCount } from '../../../shared/units.ts'
import { makeDemoClips } from '../../media/demo-clips.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { followJob } from '../follow-job.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes seed`: fills the library with generated clips, to look at and to try things on. */
export const seedCommand: AddCommand = (program) => {
  program
    .command('seed')
    .description('fill the library with about 40 generated clips of several codecs and shapes')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ core, client, json, answer }) => {
        const folder = join(incomingFolder(core.layout), 'seed')
        await mkdir(folder, { recursive: true })
        try {
          const { path } = await core.tools.ffmpeg()
          await makeDemoClips(path, folder, (done, total) => {
            if (!json)
              process.stderr.write(
                `${process.stderr.isTTY ? '\r' : ''}Making clip ${done} of ${total}${process.stderr.isTTY && done < total ? '' : '\n'}`,
              )
          })
          const job = await followJob(client, () => client.imports.start({ paths: [folder], mode: 'move' }))
          answer(job, () => `${formatCount(job.added, 'clip')} added, ${formatCount(job.duplicates)} already here.`)
        } finally {
          await rm(folder, { recursive: true, force: true })
        }
      })
    })
}
