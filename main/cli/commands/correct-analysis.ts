import type { Command } from 'commander'
import type { Lane, Range } from '../../../shared/contract/analyses.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatCount, formatTimecode } from '../../../shared/units.ts'
import { parseRanges, type SecondsRange } from '../parse.ts'
import { withLibrary } from '../session.ts'

interface Options {
  add?: SecondsRange[]
  label?: string
  remove?: SecondsRange[]
}

/** Adds `rushes analyses correct <id>`: ranges corrected by hand, as an analysis of its own. */
export function addCorrect(analyses: Command): void {
  analyses
    .command('correct')
    .description('correct the ranges of an analysis by hand, in an analysis of its own')
    .argument('<id>', 'the number of the analysis or of its correction, as “rushes analyses list” shows it')
    .option('--add <from-to>', 'a range to add, such as 2.5-4; repeatable', parseRanges)
    .option('--label <text>', 'the label of the added ranges')
    .option('--remove <from-to>', 'a range to remove, by its times; repeatable', parseRanges)
    .action(async (text: string, options: Options, command) => {
      await withLibrary(command, async ({ client, answer, undoBy }) => {
        const lane = await client.analyses.get({ id: Number(text) })
        const correction = await client.analyses.correct({ id: lane.id, edits: editsOf(options, lane) })
        const count = formatCount(correction.ranges?.length ?? 0, 'range')
        answer(correction, () => `Analysis ${correction.id}, corrected by hand: ${count}.${undoBy('undo')}`)
      })
    })
}

function editsOf({ add = [], label, remove = [] }: Options, lane: Lane) {
  return [
    ...remove.map((range) => ({ was: rangeAt(lane, range) })),
    ...add.map(({ start_seconds, end_seconds }) => ({
      is: { start: start_seconds, end: end_seconds, ...(label !== undefined && { label }) },
    })),
  ]
}

/** Times that differ by less are the same, because those on screen have milliseconds. */
const sameSeconds = 0.001

function rangeAt({ id, ranges }: Lane, { start_seconds, end_seconds }: SecondsRange): Range {
  const isNear = (one: number, other: number) => Math.abs(one - other) < sameSeconds
  const found = ranges?.find(({ start, end }) => isNear(start, start_seconds) && isNear(end, end_seconds))
  if (found) return found
  const times = `${formatTimecode(start_seconds)}–${formatTimecode(end_seconds)}`
  throw new RushesError('NOT_FOUND', `Analysis ${id} has no range ${times}. Run “rushes analyses show ${id}” for them.`)
}
