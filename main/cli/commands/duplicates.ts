import { type Command, Option } from 'commander'
import {
  type DuplicateDecision,
  duplicateDecisions,
  type KeepRule,
  keepRules,
} from '../../../shared/contract/duplicates.ts'
import type { Client } from '../../../shared/contract/index.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { parseDistance, parseLimit } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'
import { addCopies, answerMoved } from './duplicate-copies.ts'

interface Grouping {
  distance?: number
  keep?: KeepRule[]
}

/** `rushes duplicates …`: takes that look alike, contents at several places, and what was decided of them. */
export const duplicatesCommand: AddCommand = (program, setExitCode) => {
  const duplicates = program
    .command('duplicates')
    .description(
      'takes that look alike, and copies: hash, list, find, exact, trash-copies, decide, apply, undo, decisions, forget',
    )
  addHash(duplicates, setExitCode)
  addList(duplicates)
  addCopies(duplicates, setExitCode)
  addDecide(duplicates)
  addApply(duplicates)
  addUndo(duplicates, setExitCode)
  addDecisions(duplicates)
  addForget(duplicates)
}

function addHash(duplicates: Command, setExitCode: (code: number) => void): void {
  duplicates
    .command('hash')
    .description('hash how takes look, of those that have no hash yet')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const started = await client.duplicates.hash()
        const job = started && (await followJob(client, async () => started))
        answer(job, () => (job ? `Hashed ${formatCount(job.done - job.failed, 'take')}.` : 'All takes have a hash.'))
        if (job) endAs(job, setExitCode)
      })
    })
}

function withGrouping(command: Command): Command {
  return command
    .option(
      '--distance <bits>',
      'how far takes may be from the one to keep, 0 to 10 of 64 bits (else 4)',
      parseDistance,
    )
    .addOption(
      new Option(
        '--keep <rules...>',
        'which take to keep, the most important rule first (else resolution oldest)',
      ).choices(keepRules),
    )
}

function addList(duplicates: Command): void {
  withGrouping(duplicates.command('list').description('list groups of takes that look alike, the one to keep first'))
    .option('--limit <number>', 'how many groups at the most, up to 100', parseLimit, 20)
    .action(async ({ limit, ...grouping }: Grouping & { limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.duplicates.near({ ...grouping, limit: Math.min(limit, 100) })
        const { due } = await client.duplicates.status()
        answer(list, () => [nearAsText(list), dueAsText(due)].filter(Boolean).join('\n'))
      })
    })
}

type NearList = Awaited<ReturnType<Client['duplicates']['near']>>

function nearAsText({ items, total, removable, removable_bytes }: NearList): string {
  if (total === 0) return 'No takes look alike.'
  const groups = items.map(({ takes, count }) => {
    const rows = takes.map((take, index) => [
      index === 0 ? 'keep' : `${take.distance} bits`,
      take.id,
      take.resolution ?? '–',
      formatBytes(take.size_bytes),
      take.name + (take.was_trashed ? ' (was in the trash before)' : ''),
    ])
    return table(rows) + (count > takes.length ? `\n${formatCount(count - takes.length)} more` : '')
  })
  const more = total > items.length ? `${formatCount(total - items.length, 'more group')}; see --limit.\n` : ''
  const sum = `${formatCount(removable, 'take')} could go, ${formatBytes(removable_bytes)}.`
  return `${groups.join('\n\n')}\n\n${more}${sum}`
}

function dueAsText(due: number): string {
  return due === 0 ? '' : `${formatCount(due, 'take')} not hashed yet: rushes duplicates hash`
}

function addDecide(duplicates: Command): void {
  duplicates
    .command('decide')
    .description('decide takes that look like one that is kept')
    .argument('<kept>', 'the id of the take to keep')
    .argument('<id...>', 'the others')
    .addOption(new Option('--as <decision>', 'what they are').choices(duplicateDecisions).makeOptionMandatory())
    .action(async (kept_id: string, ids: string[], { as }: { as: DuplicateDecision }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const takes = ids.map((id) => ({ id, decision: as }))
        const resolution = await client.duplicates.resolve({ groups: [{ kept_id, takes }] })
        answer(resolution, () => resolutionAsText(resolution))
      })
    })
}

function resolutionAsText({ id, removed, decided }: { id: string; removed: string[]; decided: number }): string {
  const trashed = removed.length > 0 ? `, removed ${formatCount(removed.length, 'take')}` : ''
  return `Decided ${formatCount(decided, 'pair')}${trashed}. Undo: rushes duplicates undo ${id}`
}

function addApply(duplicates: Command): void {
  withGrouping(
    duplicates
      .command('apply')
      .description('keep the first take of every group and remove the others; says what it would do'),
  )
    .option('--yes', 'do it')
    .action(async ({ yes, ...grouping }: Grouping & { yes?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.duplicates.near({ ...grouping, limit: 100 })
        if (!yes || list.total === 0) {
          answer(list, () => `${nearAsText(list)}${list.total > 0 ? ' Nothing was done; --yes does it.' : ''}`)
          return
        }
        const resolution = await client.duplicates.resolveAll({ ...grouping, version: list.version })
        answer(resolution, () => resolutionAsText(resolution))
      })
    })
}

function addUndo(duplicates: Command, setExitCode: (code: number) => void): void {
  duplicates
    .command('undo')
    .description('take back one step of decisions, or put back what one step took to the trash')
    .argument('<id>', 'what the step printed')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const undone = await client.duplicates.undo({ id })
        if (undone.job) {
          await answerMoved(undone.job, { client, answer, setExitCode }, 'put back')
          return
        }
        answer(undone, () => `Taken back; ${formatCount(undone.restored.length, 'take')} restored.`)
      })
    })
}

function addDecisions(duplicates: Command): void {
  duplicates
    .command('decisions')
    .description('list what was decided, the newest first')
    .argument('[id]', 'only of this take')
    .option('--limit <number>', 'how many at the most, up to 100', parseLimit, 20)
    .action(async (video_id: string | undefined, { limit }: { limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.duplicates.decisions({ video_id, limit: Math.min(limit, 100) })
        answer(list, () => {
          if (list.total === 0) return 'Nothing is decided.'
          const nameOf = ({ name }: { name: string | null }) => name ?? '–'
          return table(
            list.items.map((it) => [
              it.decided_at,
              it.decision,
              it.first_hash.slice(0, 12),
              nameOf(it.first),
              it.second_hash.slice(0, 12),
              nameOf(it.second),
            ]),
          )
        })
      })
    })
}

function addForget(duplicates: Command): void {
  duplicates
    .command('forget')
    .description('forget what was decided of two contents, so that it can be decided again')
    .argument('<hash>', 'the hash of one, or how it begins, as decisions prints it')
    .argument('<other>', 'that of the other')
    .action(async (first_hash: string, second_hash: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const forgotten = await client.duplicates.forget({ first_hash, second_hash })
        answer(forgotten, () => `Forgotten. Undo: rushes duplicates undo ${forgotten.id}`)
      })
    })
}
