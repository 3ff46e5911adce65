import type { Statistics } from '../../../shared/contract/library.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes statistics`: where the library is and what it holds. */
export const statisticsCommand: AddCommand = (program) => {
  program
    .command('statistics')
    .description('show where the library is and what it holds')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const library = await client.library.get()
        const statistics = await client.library.statistics()
        answer({ library, ...statistics }, () => `${library.folder}\n${asText(statistics)}`)
      })
    })
}

function asText({ total_storage_bytes, videos_by_source, workflows_by_status }: Statistics): string {
  return table([
    ['size', formatBytes(total_storage_bytes)],
    ...Object.entries(videos_by_source).map(([source, { count, size_bytes }]) => [
      source,
      `${formatCount(count, 'video')}, ${formatBytes(size_bytes)}`,
    ]),
    ...Object.entries(workflows_by_status).map(([status, count]) => [status, formatCount(count, 'workflow')]),
  ])
}
