import type { Command } from 'commander'
import type { Image } from '../../../shared/contract/media.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { parseLimit } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes images …`: references, and the frames that takes begin and end with. */
export const imagesCommand: AddCommand = (program) => {
  const images = program.command('images').description('images of the library')
  for (const add of [addList, addRemove]) add(images)
}

function addList(images: Command): void {
  images
    .command('list')
    .description('list the newest images')
    .option('--limit <number>', 'how many at the most, up to 500', parseLimit, 50)
    .action(async ({ limit }: { limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.media.list({ limit: Math.min(limit, 500) })
        answer(list, () => asText(list))
      })
    })
}

function addRemove(images: Command): void {
  images
    .command('remove')
    .description('take images out of the library; files that it does not own stay where they are')
    .argument('<id...>')
    .action(async (ids: string[], _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const { removed } = await client.media.remove({ ids })
        if (removed.length === 0)
          throw new RushesError('NOT_FOUND', `There is no image with the id ${ids.join(', ')} in the library.`)
        const undo = JSON.stringify({ ids: removed })
        answer(
          { removed },
          () => `Removed ${formatCount(removed.length, 'image')}. Undo: rushes call media.restore '${undo}'`,
        )
      })
    })
}

function asText({ items, total }: { items: Image[]; total: number }): string {
  if (total === 0) return 'No images. Bring some in with “rushes import <paths…>”.'
  const head = ['id', 'picture', 'codec', 'size', 'name']
  const rows = items.map(({ id, width, height, codec, size_bytes, name }) => [
    id,
    width && height ? `${width}×${height}` : '–',
    codec ?? '–',
    formatBytes(size_bytes),
    name,
  ])
  const more = total > items.length ? `\n${formatCount(total - items.length)} more; see --limit.` : ''
  return table([head, ...rows]) + more
}
