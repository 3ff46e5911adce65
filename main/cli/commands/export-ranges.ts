import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import { RushesError } from '../../../shared/errors.ts'
import { parseFrameRate } from '../../../shared/frame-rate.ts'
import { exportRanges, type RangeFormat, rangeFormats } from '../../../shared/range-exports.ts'
import { parseIds } from '../parse.ts'
import { withLibrary } from '../session.ts'

/** `rushes analyses export`: ranges for other programs. */
export function addExport(analyses: Command): void {
  analyses
    .command('export')
    .description('print the ranges of an analysis for another program')
    .argument('<id>', 'its number in the list', parseIds)
    .addOption(new Option('--format <format>', 'how').choices(Object.keys(rangeFormats)).default('json'))
    .action(async ([id = 0]: number[], { format }: { format: RangeFormat }, command) => {
      await withLibrary(command, async ({ client }) => {
        const { name, file_path, file_hash, config_hash, config, metadata, ranges } = await client.analyses.get({ id })
        const { items } = await client.analyses.list({ config_hash, path: file_path })
        const video_id = items.find((it) => it.id === id)?.video_id
        const video = video_id ? await client.videos.get({ id: video_id }) : undefined
        const text = exportRanges(format, {
          take: video?.name ?? basename(file_path),
          title: name ?? 'ranges',
          file_path,
          file_hash,
          config_hash,
          config,
          metadata,
          frameRate: parseFrameRate(video?.frame_rate ?? null),
          ranges: ranges ?? [],
        })
        if (text === null)
          throw new RushesError(
            'NOT_SUPPORTED',
            `An ${rangeFormats[format].name} needs a frame rate, and none is known of ${file_path}.`,
          )
        process.stdout.write(text)
      })
    })
}
