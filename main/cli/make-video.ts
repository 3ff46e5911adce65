import type { Command } from 'commander'
import type { Client } from '../../shared/contract/index.ts'
import { endAs, followJob } from './follow-job.ts'
import { allItems } from './job-items.ts'
import { withLibrary } from './session.ts'

type Request = Parameters<Client['processing']['start']>[0]

/** Makes something of videos, and answers with where it is. */
export async function makeVideo(
  command: Command,
  request: Request,
  setExitCode: (code: number) => void,
): Promise<void> {
  await withLibrary(command, async ({ client, answer }) => {
    const job = await followJob(client, () => client.processing.start(request))
    const [item] = await allItems(client, job.id)
    if (item) {
      const { path, video_id } = item
      const how = item.outcome === 'cached' ? 'It was there already' : 'Made'
      answer({ job, path, video_id }, () => `${how}: ${video_id === null ? '' : `${video_id} `}${path}`)
    }
    endAs(job, setExitCode)
  })
}
