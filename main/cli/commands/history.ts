import { InvalidArgumentError, Option } from 'commander'
import type { HistoryEntry } from '../../../shared/contract/history.ts'
import { dayMs } from '../../../shared/units.ts'
import { parseCount, parseLimit } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

interface ListOptions {
  video?: string
  author?: string
  day?: { since: string; until: string }
  limit: number
}

/** `rushes history`: lists what was changed, the latest first. */
export const historyCommand: AddCommand = (program) => {
  program
    .command('history')
    .description('list what was changed, by whom and when, the latest first')
    .option('--video <id>', 'only changes of this video')
    .addOption(
      new Option('--author <author>', 'only changes by these').choices([
        'window',
        'browser',
        'terminal',
        'token',
        'rushes',
        'other',
      ]),
    )
    .option('--day <day>', 'only changes of this day (UTC), such as 2026-11-23', parseDay)
    .option('--limit <number>', 'maximum number of rows, up to 500', parseLimit, 50)
    .action(async ({ video, author, day, limit }: ListOptions, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const { items } = await client.history.list({ video_id: video, author, limit: Math.min(limit, 500), ...day })
        answer({ items }, () => listAsText(items))
      })
    })
}

/** Parses a day to the times of its start and its end. */
function parseDay(value: string): { since: string; until: string } {
  const start = Date.parse(`${value}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(start))
    throw new InvalidArgumentError('Expected a day, such as 2026-11-23.')
  const end = new Date(start + dayMs).toISOString().slice(0, 10)
  return { since: `${value} 00:00:00`, until: `${end} 00:00:00` }
}

function listAsText(items: readonly HistoryEntry[]): string {
  if (items.length === 0) return 'No changes.'
  const head = ['entry', 'time (UTC)', 'author', 'change', 'state']
  const rows = items.map((entry) => [
    String(entry.id),
    entry.at,
    entry.user_id ?? entry.author,
    entry.words,
    entry.undone_by === null ? '' : `undone by ${entry.undone_by}`,
  ])
  return table([head, ...rows])
}

/** `rushes undo [entry]`: undoes an entry of the history, by default the last one of the terminal. */
export const undoCommand: AddCommand = (program) => {
  program
    .command('undo')
    .description('undo an entry of the history; without one, the last change by the terminal that is not undone')
    .argument('[entry]', 'number of the entry, as “rushes history” prints it', parseCount)
    .action(async (entry: number | undefined, _options, command) => {
      await withLibrary(command, async ({ client, answer, undoBy }) => {
        const undone = await client.history.undo({ entry })
        answer(undone, () => `Undone: ${undone.entry.words}.${undoBy(`redo ${undone.entry.id}`, 'Redo')}`)
      })
    })
}

/** `rushes redo [entry]`: redoes an undone entry, by default what the terminal undid last. */
export const redoCommand: AddCommand = (program) => {
  program
    .command('redo')
    .description('redo an undone entry of the history; without one, what the terminal undid last')
    .argument('[entry]', 'number of the undone entry', parseCount)
    .action(async (entry: number | undefined, _options, command) => {
      await withLibrary(command, async ({ client, answer, undoBy }) => {
        const redone = await client.history.redo({ entry })
        answer(redone, () => `Redone.${undoBy(`undo ${redone.reversed_by}`)}`)
      })
    })
}
