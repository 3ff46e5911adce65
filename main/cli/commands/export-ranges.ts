import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import { RushesError } from '../../../shared/errors.ts'
import { parseFrameRate } from '../../../shared/frame-rate.ts'
import { exportRanges, type RangeFormat, rangeFormats } from '../../../shared/range-exports.ts'
import { printExport } from '../output.ts'
import { parseIds } from '../parse.ts'
import { withLibrary } from '../session.ts'

/** Adds `rushes analyses export`: ranges for other programs. */
export function addExport(analyses: Command): void {
  analyses
    .command('export')
    .description('print the ranges of an analysis for another program')
    .argument('<id>', 'number of the analysis, as listed', parseIds)
    .addOption(new Option('--format <format>', 'output format').choices(Object.keys(rangeFormats)).default('json'))
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
            `Cannot export ${rangeFormats[format].name}: the frame rate of ${file_path} is unknown. Choose another format.`,
          )
        printExport(text)
      })
    })
}
