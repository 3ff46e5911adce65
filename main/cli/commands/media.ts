import { resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { type Media, type MediaFilter, mediaTypes } from '../../../shared/contract/media.ts'
import { type MediaStatus, mediaStatuses, statusName } from '../../../shared/media-status.ts'
import { formatCount } from '../../../shared/units.ts'
import { parseLimit } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes media …`: the records of programs, with owner and status. */
export const mediaCommand: AddCommand = (program) => {
  const media = program.command('media').description('media of programs, with owner and status')
  addList(media)
  addShow(media)
  addAdd(media)
  addStatus(media)
  addRemove(media)
}

interface ListOptions {
  status?: MediaStatus
  type?: (typeof mediaTypes)[number]
  user?: string
  after?: string
  limit: number
}

function addList(media: Command): void {
  media
    .command('list')
    .description('list media, newest first')
    .option('--status <status>', Object.keys(mediaStatuses).join(', '), parseStatus)
    .option('--type <type>', mediaTypes.join(' or '), parseType)
    .option('--user <id>', 'those of one user')
    .option('--after <id>', 'continue after the last row of the page before')
    .option('--limit <number>', 'maximum number of rows, up to 500', parseLimit, 50)
    .action(async ({ status, type, user, after, limit }: ListOptions, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const filter: MediaFilter = { MediaStatus: status, MediaType: type, UserId: user }
        const list = await client.media.list({ ...filter, after, limit: Math.min(limit, 500) })
        answer(list, () => asText(list))
      })
    })
}

function addShow(media: Command): void {
  media
    .command('show')
    .description('show media with its history')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const shown = await client.media.get({ id })
        const history = shown.history.map(({ MediaStatus, changed_at, user_id, via, message }) => [
          changed_at,
          statusName(MediaStatus),
          user_id ?? via ?? 'another program',
          message ?? '',
        ])
        answer(shown, () => [asText({ items: [shown], total: 1 }), table(history)].filter(Boolean).join('\n\n'))
      })
    })
}

function addAdd(media: Command): void {
  media
    .command('add')
    .description('copy a file into the library and record it')
    .argument('<path>')
    .option('--virtual', 'compute the id only; nothing is stored')
    .action(async (path: string, { virtual = false }: { virtual?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const added = await client.media.add({ path: resolve(path), virtual })
        answer(added, () => added.Id)
      })
    })
}

function addStatus(media: Command): void {
  media
    .command('status')
    .description('set the status: processing, then processed or failed; new after a failure')
    .argument('<id>')
    .argument('<status>', Object.keys(mediaStatuses).join(', '), parseStatus)
    .option('--message <text>', 'why it failed')
    .action(async (id: string, MediaStatus: MediaStatus, { message }: { message?: string }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const changed = await client.media.setStatus({ id, MediaStatus, message })
        answer(changed, () => `“${changed.Name}” is ${statusName(changed.MediaStatus)}.`)
      })
    })
}

function addRemove(media: Command): void {
  media
    .command('remove')
    .description('move media to the trash')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const undo = await client.media.remove({ id })
        const changed = undo.items.length
        answer(
          undo,
          () => `Moved ${formatCount(changed, 'item')} to the trash.${undoLine('trash.restore', { changed, undo })}`,
        )
      })
    })
}

function parseStatus(value: string): MediaStatus {
  const status = Object.entries(mediaStatuses).find(([name, number]) => name === value || String(number) === value)
  if (!status) throw new InvalidArgumentError(`Expected ${Object.keys(mediaStatuses).join(', ')}.`)
  return status[1]
}

function parseType(value: string): (typeof mediaTypes)[number] {
  const type = mediaTypes.find((name) => name.toLowerCase() === value.toLowerCase())
  if (!type) throw new InvalidArgumentError(`Expected ${mediaTypes.join(' or ')}.`)
  return type
}

function asText({ items, total }: { items: readonly Media[]; total: number }): string {
  if (total === 0) return 'No matching media.'
  const rows = items.map(({ Id, MediaType, MediaStatus, UserId, Name, message }) => [
    Id,
    MediaType,
    statusName(MediaStatus) + (message ? `: ${message}` : ''),
    UserId ?? '–',
    Name,
  ])
  const more = total > items.length ? `\n${formatCount(total - items.length)} more; see --limit.` : ''
  return table([['id', 'type', 'status', 'user', 'name'], ...rows]) + more
}
