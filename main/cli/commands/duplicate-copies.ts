import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { CopiedList, CopyRole } from '../../../shared/contract/duplicates.ts'
import type { Client } from '../../../shared/contract/index.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { parseLimit } from '../parse.ts'
import { type Session, withLibrary } from '../session.ts'

/** Adds `rushes duplicates find`, `exact` and `trash-copies`: exact copies of a content. */
export function addCopies(duplicates: Command, setExitCode: (code: number) => void): void {
  addFind(duplicates, setExitCode)
  addExact(duplicates)
  addTrashCopies(duplicates, setExitCode)
}

function addFind(duplicates: Command, setExitCode: (code: number) => void): void {
  duplicates
    .command('find')
    .description('scan folders, at any depth, for exact copies; imports nothing, and skips unchanged files next time')
    .argument('<folders...>')
    .action(async (folders: string[], _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const paths = folders.map((folder) => resolve(folder))
        const job = await followJob(client, () => client.duplicates.find({ folders: paths }))
        const [items, list] = [await allItems(client, job.id), await client.duplicates.exact({ limit: 1 })]
        answer({ job, items }, () => [foundAsText(job, list), ...failureLines(items)].join('\n'))
        await endAs(client, job, setExitCode)
      })
    })
}

function foundAsText(job: Job, { total, copies, removable_bytes }: CopiedList): string {
  const scanned = `Scanned ${formatCount(job.done, 'file')}.`
  if (total === 0) return `${scanned} No exact copies.`
  const found = `${formatCount(copies, 'exact copy', 'exact copies')} of ${formatCount(total, 'content')}`
  return `${scanned} Found ${found}, ${formatBytes(removable_bytes)}. List them: rushes duplicates exact`
}

function addExact(duplicates: Command): void {
  duplicates
    .command('exact')
    .description('list contents with exact copies, the most space to free first')
    .option('--limit <number>', 'maximum number of contents, up to 100', parseLimit, 20)
    .action(async ({ limit }: { limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.duplicates.exact({ limit: Math.min(limit, 100) })
        answer(list, () => copiesAsText(list))
      })
    })
}

const roleWords: Record<CopyRole, string> = {
  keep: 'keep',
  copy: 'copy',
  same_file: 'hard link',
  link: 'symbolic link',
  changed: 'changed',
  gone: 'gone',
  offline: 'offline',
}

function copiesAsText({ items, total, copies, removable_bytes }: CopiedList): string {
  if (total === 0) return 'No exact copies.'
  const groups = items.map(({ name, size_bytes, locations }) =>
    [
      `${name}, ${formatBytes(size_bytes)}`,
      ...locations.map(({ path, role }) => `  ${roleWords[role].padEnd(13)}  ${path}`),
    ].join('\n'),
  )
  const more = total > items.length ? `${formatCount(total - items.length)} more; see --limit.\n` : ''
  const sum = `${formatCount(copies, 'copy', 'copies')} can be moved to the trash, up to ${formatBytes(removable_bytes)}.`
  return `${groups.join('\n')}\n\n${more}${sum}`
}

function addTrashCopies(duplicates: Command, setExitCode: (code: number) => void): void {
  duplicates
    .command('trash-copies')
    .description(
      'move exact copies to the library’s trash, each compared with one that stays; without paths, all but the one to keep of each content. Only a preview without --yes',
    )
    .argument('[paths...]', 'the copies to move')
    .option('--yes', 'move them')
    .action(async (asked: string[], { yes }: { yes?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer, undoBy }) => {
        const paths = asked.map((path) => resolve(path))
        const list = await client.duplicates.exact({ limit: 100 })
        const isEmpty = paths.length === 0 && list.total === 0
        if (!yes || isEmpty) {
          const would = paths.length > 0 ? paths.join('\n') : copiesAsText(list)
          answer(paths.length > 0 ? { paths } : list, () =>
            isEmpty ? would : `${would}\nNothing was changed. Add --yes to move them.`,
          )
          return
        }
        const started =
          paths.length > 0
            ? await client.duplicates.trashCopies({ paths })
            : await client.duplicates.trashAllCopies({ version: list.version })
        await answerMoved(started, { client, answer, undoBy, setExitCode }, 'moved to the trash')
      })
    })
}

interface Answering {
  client: Client
  answer: Session['answer']
  undoBy: Session['undoBy']
  setExitCode: (code: number) => void
}

/** Follows a job that moves copies to the trash or restores them, and prints the result: `2 copies restored.` */
export async function answerMoved(
  started: Job,
  { client, answer, undoBy, setExitCode }: Answering,
  outcome: string,
): Promise<void> {
  const job = await followJob(client, async () => started)
  const items = await allItems(client, job.id)
  const undo = job.kind === 'trash_copies' && job.moved > 0 ? undoBy(`duplicates undo ${job.id}`) : ''
  const words = `${formatCount(job.moved, 'copy', 'copies')} ${outcome}.${undo}`
  answer({ job, items }, () => [words, ...failureLines(items)].join('\n'))
  await endAs(client, job, setExitCode)
}
