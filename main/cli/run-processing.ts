import type { Command } from 'commander'
import type { Client } from '../../shared/contract/index.ts'
import { endAs, followJob } from './follow-job.ts'
import { allItems } from './job-items.ts'
import { withLibrary } from './session.ts'

type Request = Parameters<Client['processing']['start']>[0]

/** Runs a processing of videos and prints the path of its output, with what `noteOf` says of it. */
export async function runProcessing(
  command: Command,
  request: Request,
  setExitCode: (code: number) => void,
  noteOf: (client: Client) => Promise<string | null> = async () => null,
): Promise<void> {
  await withLibrary(command, async ({ client, answer }) => {
    const job = await followJob(client, () => client.processing.start(request))
    const [item] = await allItems(client, job.id)
    if (item) {
      const { path, video_id } = item
      const how = item.outcome === 'cached' ? 'Already cached' : 'Created'
      const note = await noteOf(client)
      const words = `${how}: ${video_id === null ? '' : `${video_id} `}${path}`
      answer({ job, path, video_id, note }, () => (note === null ? words : `${words}\n${note}`))
    }
    await endAs(client, job, setExitCode)
  })
}
