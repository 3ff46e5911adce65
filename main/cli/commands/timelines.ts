import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Command } from 'commander'
import type { Client } from '../../../shared/contract/index.ts'
import type { Timeline } from '../../../shared/contract/timelines.ts'
import { frameFileName } from '../../../shared/timelines/frame-file-name.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { endAs } from '../follow-job.ts'
import { followed } from '../follow-started.ts'
import { reportNotFound } from '../not-found.ts'
import { parseCount, parseLimit } from '../parse.ts'
import { parseJson } from '../parse-json.ts'
import { readArgument } from '../read-argument.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes timelines …`: frame sequences of videos. */
export const timelinesCommand: AddCommand = (program, setExitCode) => {
  const timelines = program.command('timelines').description('frame sequences of videos, for pipelines')
  addList(timelines)
  addCreate(timelines, setExitCode)
  addShow(timelines)
  addFrames(timelines)
  addAdd(timelines)
  addRemove(timelines, setExitCode)
}

function addList(timelines: Command): void {
  timelines
    .command('list')
    .description('list timelines, newest first')
    .option('--video <id>', 'only those of one video')
    .option('--limit <number>', 'maximum number of rows, up to 1000', parseLimit, 50)
    .action(async ({ video, limit }: { video?: string; limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.timelines.list({ ...(video !== undefined && { video_id: video }), limit })
        const { picture_bytes, output_bytes } = await client.timelines.storage()
        const size = `${formatBytes(picture_bytes)} of pictures, ${formatBytes(output_bytes)} of outputs on disk.`
        answer(list, () => `${asList(list)}\n${size}`)
      })
    })
}

function asList({ items, total }: { items: Timeline[]; total: number }): string {
  if (total === 0) return 'No timelines.'
  const head = ['id', 'frames', 'checkpoints', 'profile', 'at', 'state', 'source']
  const rows = items.map((it) => [
    ...[it.id, String(it.frames), String(it.checkpoints), it.profile_name || '–', choiceOf(it), it.state],
    it.source_video,
  ])
  const more = total > items.length ? `\n${formatCount(total - items.length)} more; see --limit.` : ''
  return table([head, ...rows]) + more
}

function choiceOf({ at, fps, every, threshold }: Timeline): string {
  return { given: 'given', fps: `${fps} fps`, every: `every ${every}`, scenes: `scenes ${threshold}` }[at]
}

interface CreateOptions {
  fps?: number
  every?: number
  scenes?: number | true
  profile?: string
}

function addCreate(timelines: Command, setExitCode: (code: number) => void): void {
  timelines
    .command('create')
    .description('extract frames of a video')
    .argument('<video>', 'id of a video')
    .option('--fps <number>', 'frames per second (default: 2)', Number)
    .option('--every <number>', 'every n-th frame', parseCount)
    .option(
      '--scenes [threshold]',
      'the first frame of each shot; a cut differs by more than this (default: 0.3)',
      Number,
    )
    .option('--profile <name>', 'name of the profile of the pipeline')
    .action(async (video_id: string, { fps, every, scenes, profile }: CreateOptions, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const at = every !== undefined ? 'every' : scenes !== undefined ? 'scenes' : 'fps'
        const threshold = typeof scenes === 'number' ? { threshold: scenes } : {}
        const rest = { ...(profile !== undefined && { profile_name: profile }), ...threshold }
        const request = {
          video_id,
          at,
          ...rest,
          ...(fps !== undefined && { fps }),
          ...(every !== undefined && { every }),
        }
        const created = await client.timelines.create(request as Parameters<Client['timelines']['create']>[0])
        const job = await followed(client, created.job_id)
        if (!job || job.state === 'done') {
          const { frames } = await client.timelines.get({ id: created.timeline_id })
          const how = job ? 'Created' : 'Already there'
          const root = `root checkpoint ${created.checkpoint_id}`
          answer(created, () => `${how}: ${created.timeline_id}, ${formatCount(frames, 'frame')}, ${root}`)
        }
        if (job) await endAs(client, job, setExitCode)
      })
    })
}

function addShow(timelines: Command): void {
  timelines
    .command('show')
    .description('show one timeline with its checkpoints')
    .argument('<id>')
    .option('--pruned', 'include pruned checkpoints')
    .action(async (id: string, { pruned = false }: { pruned?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const timeline = await client.timelines.get({ id })
        const { items } = await client.checkpoints.tree({ timeline_id: id, pruned })
        const head = ['checkpoint', 'parent', 'stage', 'label', 'own bytes', 'created (UTC)']
        const rows = items.map((it) => [
          ...[it.is_chosen ? `${it.id} *` : it.id, it.parent_id ?? '–', it.stage_name ?? '–'],
          ...[it.scenario_label || '–', String(it.own_bytes), it.pruned_with ? 'pruned' : it.created_at],
        ])
        answer(
          { ...timeline, tree: items },
          () => `${asList({ items: [timeline], total: 1 })}\n\n${table([head, ...rows])}`,
        )
      })
    })
}

function addFrames(timelines: Command): void {
  timelines
    .command('frames')
    .description('list the frames of a timeline')
    .argument('<id>')
    .option('--from <sequence>', 'first frame', parseCount)
    .option('--to <sequence>', 'last frame', parseCount)
    .option('--base64', 'include the pictures in the JSON')
    .option('--save <folder>', 'write the pictures to a folder, each named by its sequence')
    .option('--limit <number>', 'maximum number of rows, up to 1000', parseLimit, 1000)
    .action(
      async (
        id: string,
        { base64, save, ...range }: { base64?: true; save?: string; from?: number; to?: number; limit: number },
        command,
      ) => {
        await withLibrary(command, async ({ client, answer }) => {
          const page = await client.timelines.frames({ id, as: base64 || save ? 'base64' : 'facts', ...range })
          if (save !== undefined) await savePictures(save, page.items)
          answer(page, () => {
            const head = ['sequence', 'frame', 'seconds', 'hash', 'content']
            const rows = page.items.map((it) => [
              ...[String(it.sequence), String(it.frame_number ?? '–'), String(it.timestamp)],
              ...[it.perceptual_hash || '–', it.file_hash],
            ])
            const more = page.next === null ? '' : `\nMore frames; see --from ${page.next}.`
            const hint =
              base64 && save === undefined ? '\nAdd --json to print the pictures, or --save to write them.' : ''
            return table([head, ...rows]) + hint + more
          })
        })
      },
    )
}

type PicturedFrame = Awaited<ReturnType<Client['timelines']['frames']>>['items'][number]

async function savePictures(folder: string, frames: readonly PicturedFrame[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const { sequence, jpeg_b64 } of frames)
    await writeFile(join(folder, frameFileName(sequence)), Buffer.from(jpeg_b64 ?? '', 'base64'))
}

function addAdd(timelines: Command): void {
  timelines
    .command('add')
    .description('create a timeline of given frames')
    .argument(
      '<file>',
      'JSON: source_video, profile_name, fps, source_asset_id, frames with sequence, timestamp, path, …',
    )
    .action(async (file: string, _options, command) => {
      const text = (await readArgument(file)).toString('utf8')
      const given = parseJson(text) as Parameters<Client['timelines']['createFromFiles']>[0]
      const frames = given.frames?.map((frame) => ({ ...frame, path: resolve(dirname(file), frame.path) }))
      await withLibrary(command, async ({ client, answer }) => {
        const created = await client.timelines.createFromFiles({ ...given, frames })
        answer(created, () => `Created: ${created.timeline_id}, root checkpoint ${created.checkpoint_id}`)
      })
    })
}

function addRemove(timelines: Command, setExitCode: (code: number) => void): void {
  timelines
    .command('remove')
    .description('remove timelines with their checkpoints')
    .argument('<id...>')
    .action(async (ids: string[], _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const { removed } = await client.timelines.remove({ ids })
        const advice = 'Run “rushes timelines list” for the ids.'
        const not_found = reportNotFound({ noun: 'Timeline', ids, found: removed, advice }, setExitCode)
        const undo = undoLine('timelines.restore', { changed: removed.length, undo: { ids: removed } })
        answer({ removed, not_found }, () => `Removed ${formatCount(removed.length, 'timeline')}.${undo}`)
      })
    })
}
