import type { Command } from 'commander'
import type { Version } from '../../../shared/contract/versions.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import { parseLimit } from '../parse.ts'
import { type AddCommand, type Session, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes versions …`: takes whose file was written over, and what becomes of what is known of them. */
export const versionsCommand: AddCommand = (program) => {
  const versions = program.command('versions').description('takes whose file was written over')
  addList(versions)
  addChange(versions, 'carry', 'carry over what is known of the old version', ({ client }, video_ids) =>
    client.versions.answer({ video_ids, answer: 'carried' }),
  )
  addChange(versions, 'leave', 'leave what is known with the old version', ({ client }, video_ids) =>
    client.versions.answer({ video_ids, answer: 'left' }),
  )
  addChange(versions, 'reopen', 'take an answer back', ({ client }, video_ids) => client.versions.reopen({ video_ids }))
}

function addList(versions: Command): void {
  versions
    .command('list')
    .description('list new versions that wait for an answer, the last noticed first')
    .option('--all', 'those that were answered too')
    .option('--limit <number>', 'how many at the most, up to 1000', parseLimit, 50)
    .action(async ({ all, limit }: { all?: boolean; limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.versions.list({ ...(all ? {} : { answered: false }), limit })
        answer(list, () => asList(list))
      })
    })
}

function addChange(
  versions: Command,
  name: string,
  description: string,
  change: (session: Session, ids: string[]) => Promise<{ video_ids: string[] }>,
): void {
  versions
    .command(name)
    .description(description)
    .argument('<id...>', 'ids of new versions')
    .action(async (ids: string[], _options, command) => {
      await withLibrary(command, async (session) => {
        const changed = await change(session, ids)
        const count = changed.video_ids.length
        if (count === 0) throw new RushesError('NOT_FOUND', `Nothing is asked of ${ids.join(', ')}.`)
        session.answer(changed, () => `Changed ${formatCount(count, 'version')}.`)
      })
    })
}

function asList({ items, total }: { items: Version[]; total: number }): string {
  if (total === 0) return 'No new version waits for an answer.'
  const head = ['id', 'old version', 'answer', 'rows', 'noticed (UTC)', 'path']
  const rows = items.map(({ video, previous, answer, row_count, noticed_at, path }) => [
    video.id,
    previous.name,
    answer ?? 'asked',
    String(row_count),
    noticed_at,
    path,
  ])
  const more = total > items.length ? `\n${formatCount(total - items.length)} more; see --limit.` : ''
  return table([head, ...rows]) + more
}
