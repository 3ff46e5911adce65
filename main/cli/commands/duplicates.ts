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
import { allItems, failureLines } from '../job-items.ts'
import { parseDistance, parseLimit } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'
import { addCopies, answerMoved } from './duplicate-copies.ts'

interface Grouping {
  distance?: number
  keep?: KeepRule[]
}

/** `rushes duplicates …`: similar videos, exact copies, and the decisions about them. */
export const duplicatesCommand: AddCommand = (program, setExitCode) => {
  const duplicates = program
    .command('duplicates')
    .description(
      'similar videos and exact copies: hash, list, find, exact, trash-copies, decide, apply, undo, decisions, forget',
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
    .description('compute the perceptual hash of every video that has none')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const started = await client.duplicates.hash()
        const job = started && (await followJob(client, async () => started))
        const items = job ? await allItems(client, job.id) : []
        const words = job ? `Hashed ${formatCount(job.done - job.failed, 'video')}.` : 'All videos are hashed.'
        answer(job, () => [words, ...failureLines(items)].join('\n'))
        if (job) await endAs(client, job, setExitCode)
      })
    })
}

function withGrouping(command: Command): Command {
  return command
    .option(
      '--distance <bits>',
      'maximum distance from the video to keep, 0 to 10 of 64 bits (default: 4)',
      parseDistance,
    )
    .addOption(
      new Option(
        '--keep <rules...>',
        'which video to keep, the most important rule first (default: resolution oldest)',
      ).choices(keepRules),
    )
}

function addList(duplicates: Command): void {
  withGrouping(duplicates.command('list').description('list groups of similar videos, the one to keep first'))
    .option('--limit <number>', 'maximum number of groups, up to 100', parseLimit, 20)
    .action(async ({ limit, ...grouping }: Grouping & { limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.duplicates.near({ ...grouping, limit: Math.min(limit, 100) })
        const { due } = await client.duplicates.status()
        answer(list, () => [nearAsText(list), dueAsText(due)].filter(Boolean).join('\n'))
      })
    })
}

type SimilarList = Awaited<ReturnType<Client['duplicates']['near']>>

function nearAsText({ items, total, removable, removable_bytes }: SimilarList): string {
  if (total === 0) return 'No similar videos.'
  const groups = items.map(({ takes, count }) => {
    const rows = takes.map((take, index) => [
      index === 0 ? 'keep' : `${take.distance} bits`,
      take.id,
      take.resolution ?? '–',
      formatBytes(take.size_bytes),
      take.name + (take.was_trashed ? ' (trashed before)' : ''),
    ])
    return table(rows) + (count > takes.length ? `\n${formatCount(count - takes.length)} more` : '')
  })
  const more = total > items.length ? `${formatCount(total - items.length, 'more group')}; see --limit.\n` : ''
  const sum = `${formatCount(removable, 'video')} can be removed, ${formatBytes(removable_bytes)}.`
  return `${groups.join('\n\n')}\n\n${more}${sum}`
}

function dueAsText(due: number): string {
  return due === 0 ? '' : `${formatCount(due, 'video')} not hashed yet. Run “rushes duplicates hash”.`
}

function addDecide(duplicates: Command): void {
  duplicates
    .command('decide')
    .description('decide about videos that are similar to one that is kept')
    .argument('<kept>', 'id of the video to keep')
    .argument('<id...>', 'ids of the similar videos')
    .addOption(
      new Option('--as <decision>', 'what to do with them, or what they are')
        .choices(duplicateDecisions)
        .makeOptionMandatory(),
    )
    .action(async (kept_id: string, ids: string[], { as }: { as: DuplicateDecision }, command) => {
      await withLibrary(command, async ({ client, answer, undoBy }) => {
        const takes = ids.map((id) => ({ id, decision: as }))
        const resolution = await client.duplicates.resolve({ groups: [{ kept_id, takes }] })
        answer(resolution, () => resolutionAsText(resolution) + undoBy(`duplicates undo ${resolution.id}`))
      })
    })
}

function resolutionAsText({ removed, decided }: { removed: string[]; decided: number }): string {
  const trashed = removed.length > 0 ? `, removed ${formatCount(removed.length, 'video')}` : ''
  return `Decided ${formatCount(decided, 'pair')}${trashed}.`
}

function addApply(duplicates: Command): void {
  withGrouping(
    duplicates
      .command('apply')
      .description('keep the first video of every group and remove the others. Only a preview without --yes'),
  )
    .option('--yes', 'remove them')
    .action(async ({ yes, ...grouping }: Grouping & { yes?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer, undoBy }) => {
        const list = await client.duplicates.near({ ...grouping, limit: 100 })
        if (!yes || list.total === 0) {
          answer(
            list,
            () => `${nearAsText(list)}${list.total > 0 ? ' Nothing was changed. Add --yes to remove them.' : ''}`,
          )
          return
        }
        const resolution = await client.duplicates.resolveAll({ ...grouping, version: list.version })
        answer(resolution, () => resolutionAsText(resolution) + undoBy(`duplicates undo ${resolution.id}`))
      })
    })
}

function addUndo(duplicates: Command, setExitCode: (code: number) => void): void {
  duplicates
    .command('undo')
    .description('undo one step of decisions, or restore the copies that one step moved to the trash')
    .argument('<id>', 'id that the step printed')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer, undoBy }) => {
        const undone = await client.duplicates.undo({ id })
        if (undone.job) {
          await answerMoved(undone.job, { client, answer, undoBy, setExitCode }, 'restored')
          return
        }
        answer(undone, () => `Undone. ${formatCount(undone.restored.length, 'video')} restored.`)
      })
    })
}

function addDecisions(duplicates: Command): void {
  duplicates
    .command('decisions')
    .description('list decisions, the newest first')
    .argument('[id]', 'only decisions about this video')
    .option('--limit <number>', 'maximum number of rows, up to 100', parseLimit, 20)
    .action(async (video_id: string | undefined, { limit }: { limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.duplicates.decisions({ video_id, limit: Math.min(limit, 100) })
        answer(list, () => {
          if (list.total === 0) return 'No decisions.'
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
    .description('clear the decision about two contents')
    .argument('<hash>', 'hash of one content, or its start, as printed by “decisions”')
    .argument('<other>', 'hash of the other content')
    .action(async (first_hash: string, second_hash: string, _options, command) => {
      await withLibrary(command, async ({ client, answer, undoBy }) => {
        const forgotten = await client.duplicates.forget({ first_hash, second_hash })
        answer(forgotten, () => `Decision cleared.${undoBy(`duplicates undo ${forgotten.id}`)}`)
      })
    })
}
