import type { Command } from 'commander'
import type { Version } from '../../../shared/contract/versions.ts'
import { formatCount } from '../../../shared/units.ts'
import { reportNotFound } from '../not-found.ts'
import { parseLimit } from '../parse.ts'
import { type AddCommand, type Session, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes versions …`: videos whose file was overwritten, and whether the new version gets the old one's details. */
export const versionsCommand: AddCommand = (program, setExitCode) => {
  const versions = program
    .command('versions')
    .description('videos whose file was overwritten: list, carry, leave, reopen')
  addList(versions)
  const change = (name: string, description: string) =>
    versions.command(name).description(description).argument('<id...>', 'ids of the new versions')
  change('carry', 'copy details, tags, rating and workflow nodes of the old version to the new one').action(
    changeAll(setExitCode, ({ client }, video_ids) => client.versions.answer({ video_ids, answer: 'carried' })),
  )
  change('leave', 'keep the details with the old version only').action(
    changeAll(setExitCode, ({ client }, video_ids) => client.versions.answer({ video_ids, answer: 'left' })),
  )
  change('reopen', 'undo carry or leave').action(
    changeAll(setExitCode, ({ client }, video_ids) => client.versions.reopen({ video_ids })),
  )
}

function addList(versions: Command): void {
  versions
    .command('list')
    .description('list new versions to review, the latest first')
    .option('--all', 'include reviewed versions')
    .option('--limit <number>', 'maximum number of rows, up to 1000', parseLimit, 50)
    .action(async ({ all, limit }: { all?: boolean; limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.versions.list({ ...(all ? {} : { answered: false }), limit })
        answer(list, () => asList(list))
      })
    })
}

/** Returns the action of a command that changes versions. */
function changeAll(
  setExitCode: (code: number) => void,
  change: (session: Session, ids: string[]) => Promise<{ video_ids: string[] }>,
) {
  return async (ids: string[], _options: unknown, command: Command) => {
    await withLibrary(command, async (session) => {
      const changed = await change(session, ids)
      const advice = 'Run “rushes versions list --all” for the ids.'
      const asked = { noun: 'Version to change', ids, found: changed.video_ids, advice }
      const not_found = reportNotFound(asked, setExitCode)
      session.answer({ ...changed, not_found }, () => `Changed ${formatCount(changed.video_ids.length, 'version')}.`)
    })
  }
}

function asList({ items, total }: { items: Version[]; total: number }): string {
  if (total === 0) return 'No new versions to review.'
  const head = ['id', 'old version', 'answer', 'rows', 'found (UTC)', 'path']
  const rows = items.map(({ video, previous, answer, row_count, noticed_at, path }) => [
    video.id,
    previous.name,
    answer ?? '–',
    String(row_count),
    noticed_at,
    path,
  ])
  const more = total > items.length ? `\n${formatCount(total - items.length)} more; see --limit.` : ''
  return table([head, ...rows]) + more
}
