import { type Command, InvalidArgumentError, Option } from 'commander'
import {
  type TrashItem,
  type TrashKey,
  type TrashLimits,
  type TrashSort,
  trashKinds,
  trashSorts,
} from '../../../shared/contract/trash.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { reportNotFound } from '../not-found.ts'
import { parseAge, parseBytes, parseDays, parseLimit } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

const advice = 'Run “rushes trash list” for the names.'

/** `rushes trash …`: lists what was removed, restores it or deletes it for good. */
export const trashCommand: AddCommand = (program, setExitCode) => {
  const trash = program.command('trash').description('what was removed: list, restore, delete for good')
  addList(trash)
  addRestore(trash, setExitCode)
  addDelete(trash, setExitCode)
  addEmpty(trash, setExitCode)
  addLimits(trash)
}

function addList(trash: Command): void {
  trash
    .command('list')
    .description('list what was removed, the latest first by default')
    .addOption(new Option('--sort <column>', 'column to sort by').choices(trashSorts).default('removed'))
    .addOption(new Option('--order <order>', 'direction of the order').choices(['asc', 'desc']).default('desc'))
    .option('--limit <number>', 'maximum number of rows, up to 1000', parseLimit, 50)
    .action(async (page: { limit: number; sort: TrashSort; order: 'asc' | 'desc' }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const [list, size] = [await client.trash.list(page), await client.trash.size()]
        answer({ ...list, ...size }, () => listAsText(list, size.size_bytes))
      })
    })
}

function listAsText({ items, total }: { items: TrashItem[]; total: number }, bytes: number): string {
  if (total === 0) return 'The trash is empty.'
  const head = ['name in the trash', 'removed (UTC)', 'size', 'title', 'was at']
  const rows = items.map((item) => [
    nameOf(item),
    item.removed_at,
    item.size_bytes > 0 ? formatBytes(item.size_bytes) : '–',
    item.name,
    item.path ?? '–',
  ])
  const more = total > items.length ? `\n${formatCount(total - items.length)} more; see --limit.` : ''
  return `${table([head, ...rows])}${more}\n${formatCount(total, 'item')}, ${formatBytes(bytes)}.`
}

function addRestore(trash: Command, setExitCode: (code: number) => void): void {
  trash
    .command('restore')
    .description('restore items with all that belonged to them')
    .argument('<name...>', 'names in the trash, as “rushes trash list” prints them: video:<id>', parseNames)
    .action(async (items: TrashKey[], _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const { restored, job } = await client.trash.restore({ items })
        const ended = job && (await followJob(client, async () => job))
        const ofJob = ended ? await allItems(client, ended.id) : []
        const found = [...restored.map(nameOf), ...(ended ? items.filter(isCopy).map(nameOf) : [])]
        const not_found = reportNotFound({ noun: 'Item', ids: items.map(nameOf), found, advice }, setExitCode)
        const words = `Restored ${formatCount(restored.length + (ended?.moved ?? 0), 'item')}.`
        answer({ restored, job: ended, not_found }, () => [words, ...failureLines(ofJob)].join('\n'))
        if (ended) await endAs(client, ended, setExitCode)
      })
    })
}

function addDelete(trash: Command, setExitCode: (code: number) => void): void {
  trash
    .command('delete')
    .description('delete items with their files for good; this cannot be undone')
    .argument('<name...>', 'names in the trash, as “rushes trash list” prints them: video:<id>', parseNames)
    .requiredOption('--yes', 'delete them')
    .action(async (items: TrashKey[], _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const job = await followJob(client, () => client.trash.delete({ items }))
        const ofJob = await allItems(client, job.id)
        const words = `Deleted ${formatCount(job.done - job.failed, 'item')} for good.`
        answer({ job, items: ofJob }, () => [words, ...failureLines(ofJob)].join('\n'))
        await endAs(client, job, setExitCode)
      })
    })
}

function addEmpty(trash: Command, setExitCode: (code: number) => void): void {
  trash
    .command('empty')
    .description('delete what is in the trash for good; this cannot be undone. Only a preview without --yes')
    .option('--older-than <days>', 'only what was removed at least so many days ago', parseAge)
    .option('--yes', 'delete it')
    .action(async ({ olderThan, yes }: { olderThan?: number; yes?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const filter = olderThan === undefined ? {} : { older_than_days: olderThan }
        const would = await client.trash.list({ ...filter, limit: 1 })
        if (!yes || would.total === 0) {
          const { size_bytes } = await client.trash.size(filter)
          const count = `${formatCount(would.total, 'item')}, ${formatBytes(size_bytes)}`
          const words = would.total === 0 ? 'Nothing to delete.' : `Would delete ${count}. Add --yes to delete them.`
          answer({ total: would.total, size_bytes }, () => words)
          return
        }
        const job = await followJob(client, () => client.trash.empty(filter))
        const items = await allItems(client, job.id)
        const words = `Deleted ${formatCount(job.done - job.failed, 'item')} for good.`
        answer({ job, items }, () => [words, ...failureLines(items)].join('\n'))
        await endAs(client, job, setExitCode)
      })
    })
}

interface LimitOptions {
  maxDays?: number | null
  maxSize?: number | null
}

function addLimits(trash: Command): void {
  trash
    .command('limits')
    .description('show or set the age and size beyond which the trash is emptied, while the library is open')
    .option('--max-days <number>', 'delete what was removed so many days ago, or “none”', orNone(parseDays))
    .option(
      '--max-size <size>',
      'delete what was removed first beyond this size, such as 50GB, or “none”',
      orNone(parseBytes),
    )
    .action(async ({ maxDays, maxSize }: LimitOptions, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const before = await client.trash.limits()
        const isShown = maxDays === undefined && maxSize === undefined
        const limits = {
          max_days: maxDays === undefined ? before.max_days : maxDays,
          max_bytes: maxSize === undefined ? before.max_bytes : maxSize,
        }
        const now = isShown ? before : await client.trash.setLimits(limits)
        answer(now, () => limitsAsText(now))
      })
    })
}

function limitsAsText({ max_days, max_bytes }: TrashLimits): string {
  const age = max_days === null ? 'any age' : `up to ${formatCount(max_days, 'day')}`
  return `Kept in the trash: ${age}, ${max_bytes === null ? 'any size' : `up to ${formatBytes(max_bytes)}`}.`
}

function orNone<Value>(parse: (text: string) => Value): (text: string) => Value | null {
  return (text) => (text === 'none' ? null : parse(text))
}

function nameOf({ kind, id }: TrashKey): string {
  return `${kind}:${id}`
}

function isCopy({ kind }: TrashKey): boolean {
  return kind === 'copy'
}

function parseNames(name: string, before: TrashKey[] = []): TrashKey[] {
  const kind = trashKinds.find((each) => name.startsWith(`${each}:`))
  if (!kind) throw new InvalidArgumentError(`“${name}” has no kind, as in video:<id>. ${advice}`)
  return [...before, { kind, id: name.slice(kind.length + 1) }]
}
