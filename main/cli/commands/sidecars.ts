import { Option } from 'commander'
import { type SidecarFormat, sidecarFormats } from '../../../shared/contract/sidecars.ts'
import { type ErrorCode, errorKinds } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes sidecars write|read`: rating, label, tags and note in files beside takes and images. */
export const sidecarsCommand: AddCommand = (program, setExitCode) => {
  const sidecars = program
    .command('sidecars')
    .description('XMP and JSON files beside takes and images, which Lightroom, Bridge and digiKam read')
  sidecars
    .command('write')
    .description('write rating, label, tags and note beside files outside of the library; originals stay as they are')
    .argument('[id...]', 'videos', [])
    .option('--image <id...>', 'images', [])
    .addOption(new Option('--format <format...>', 'what to write').choices(sidecarFormats).default(['xmp']))
    .action(async (video_ids: string[], { format, image }: { format: SidecarFormat[]; image: string[] }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const job = await followJob(client, () =>
          client.sidecars.write({ video_ids, image_ids: image, formats: format }),
        )
        const items = await allItems(client, job.id, 'failed')
        const counts = `${formatCount(job.made, 'file')} with sidecars written, ${formatCount(job.cached)} unchanged`
        answer({ job, items }, () => [counts, ...failureLines(items)].join('\n'))
        await endAs(client, job, setExitCode)
      })
    })
  sidecars
    .command('read')
    .description('give takes and images the rating, label, tags and note of their sidecars')
    .argument('[id...]', 'videos', [])
    .option('--image <id...>', 'images', [])
    .action(async (video_ids: string[], { image }: { image: string[] }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const result = await client.sidecars.read({ video_ids, image_ids: image })
        const counts = `${formatCount(result.read, 'sidecar')} read, ${formatCount(result.without, 'file')} without one`
        answer(result, () => [counts, ...result.failed.map(({ message }) => message)].join('\n'))
        const [failed] = result.failed
        if (failed) setExitCode(errorKinds[failed.code as ErrorCode].exitCode)
      })
    })
}
