import { type Command, Option } from 'commander'
import { endAs, followJob } from '../follow-job.ts'
import { allItems } from '../job-items.ts'
import { parseRanges, parseSeconds } from '../parse.ts'
import { runProcessing } from '../run-processing.ts'
import { type AddCommand, withLibrary } from '../session.ts'

interface Options {
  from?: number
  to?: number
  range?: ReturnType<typeof parseRanges>
  cut: 'copy' | 'exact'
}

/** `rushes extract <id> --from 2.2 --to 5.5`, or `--range 2.2-5.5 --range 7-9`: makes videos from ranges of another. */
export const extractCommand: AddCommand = (program, setExitCode) => {
  program
    .command('extract')
    .description('make a video from a range of another, or one from each of several ranges')
    .argument('<id>')
    .option('--from <time>', 'start time: 2.5 (seconds), 1:02.5 or 1:00:02.5', parseSeconds)
    .option('--to <time>', 'end time; the frame at that time is not included', parseSeconds)
    .option('--range <from-to>', 'a range, such as 2.5-4 or 1:02.5-1:05; repeatable, all in one job', parseRanges)
    .addOption(
      new Option('--cut <how>', 'exact re-encodes; copy does not, and starts at the previous keyframe')
        .choices(['exact', 'copy'])
        .default('exact'),
    )
    .action(async (id: string, { from, to, range, cut }: Options, command: Command) => {
      if (range !== undefined && from === undefined && to === undefined) {
        await extractAll(command, { video_id: id, ranges: range, cut }, setExitCode)
      } else if (range === undefined && from !== undefined && to !== undefined) {
        await extractOne(command, { video_id: id, start_seconds: from, end_seconds: to, cut }, setExitCode)
      } else command.error('error: give --from and --to, or --range as often as needed')
    })
}

interface Segment {
  video_id: string
  start_seconds: number
  end_seconds: number
  cut: Options['cut']
}

async function extractOne(command: Command, segment: Segment, setExitCode: (code: number) => void): Promise<void> {
  const request = { action: 'extract_segment', ...segment } as const
  await runProcessing(command, request, setExitCode, async (client) => {
    const { name, duration_seconds: end } = await client.videos.get({ id: segment.video_id })
    const to = segment.end_seconds
    return end !== null && to > end ? `“${name}” ends at ${end} s, so the range ends there and not at ${to} s.` : null
  })
}

interface Segments {
  video_id: string
  ranges: { start_seconds: number; end_seconds: number }[]
  cut: Options['cut']
}

async function extractAll(command: Command, segments: Segments, setExitCode: (code: number) => void): Promise<void> {
  await withLibrary(command, async ({ client, answer }) => {
    const job = await followJob(client, () => client.processing.extract(segments))
    const items = await allItems(client, job.id)
    answer({ job, items }, () =>
      items
        .map(
          ({ outcome, video_id, path }) =>
            `${outcome === 'cached' ? 'Already cached' : 'Created'}: ${video_id} ${path}`,
        )
        .join('\n'),
    )
    await endAs(client, job, setExitCode)
  })
}
