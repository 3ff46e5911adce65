import type { Command } from 'commander'
import type { Image } from '../../../shared/contract/images.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { reportNotFound } from '../not-found.ts'
import { parseLimit } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'
import { undoLine } from '../undo-line.ts'

/** `rushes images …`: images, such as references and the first and last frames of videos. */
export const imagesCommand: AddCommand = (program, setExitCode) => {
  const images = program.command('images').description('images in the library: list, remove')
  addList(images)
  addRemove(images, setExitCode)
}

function addList(images: Command): void {
  images
    .command('list')
    .description('list the newest images')
    .option('--limit <number>', 'maximum number of rows, up to 500', parseLimit, 50)
    .action(async ({ limit }: { limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.images.list({ limit: Math.min(limit, 500) })
        answer(list, () => asText(list))
      })
    })
}

function addRemove(images: Command, setExitCode: (code: number) => void): void {
  images
    .command('remove')
    .description('remove images from the library; files that it does not own stay in place')
    .argument('<id...>')
    .action(async (ids: string[], _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const { removed } = await client.images.remove({ ids })
        const asked = { noun: 'Image', ids, found: removed, advice: 'Run “rushes images list” for the ids.' }
        reportNotFound(asked, setExitCode)
        const undo = undoLine('images.restore', { changed: removed.length, undo: { ids: removed } })
        answer({ removed }, () => `Removed ${formatCount(removed.length, 'image')}.${undo}`)
      })
    })
}

function asText({ items, total }: { items: Image[]; total: number }): string {
  if (total === 0) return 'No images. Import some with “rushes import <paths…>”.'
  const head = ['id', 'resolution', 'codec', 'size', 'name']
  const rows = items.map(({ id, width, height, codec, size_bytes, name }) => [
    id,
    width && height ? `${width}×${height}` : '–',
    codec ?? '–',
    size_bytes === null ? '–' : formatBytes(size_bytes),
    name,
  ])
  const more = total > items.length ? `\n${formatCount(total - items.length)} more; see --limit.` : ''
  return table([head, ...rows]) + more
}
