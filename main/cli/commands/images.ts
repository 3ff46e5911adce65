import { type Command, Option } from 'commander'
import { type Image, type ImageFilter, type ImageSort, imageSorts } from '../../../shared/contract/images.ts'
import { aiFilters } from '../../../shared/generation/ai-evidence.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { reportNotFound } from '../not-found.ts'
import { parseLimit } from '../parse.ts'
import { provenanceTable } from '../provenance-table.ts'
import { reportFiles } from '../report-files.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'
import { addImageMarks } from './image-marks.ts'

/** `rushes images …`: images, such as references and the first and last frames of videos. */
export const imagesCommand: AddCommand = (program, setExitCode) => {
  const images = program
    .command('images')
    .description('images in the library: list, show, rate, tag, colour, note, remove')
  addList(images)
  addShow(images)
  addImageMarks(images, setExitCode)
  addRemove(images, setExitCode)
}

type ListOptions = { limit: number; sort: ImageSort; order: 'asc' | 'desc' } & ImageFilter

function addList(images: Command): void {
  images
    .command('list')
    .description('list the newest images, or those that match a query')
    .argument('[query]', 'a search, such as “model:flux rating:>=4”')
    .option('--limit <number>', 'maximum number of rows, up to 500', parseLimit, 50)
    .option('--search <words>', 'words in the name, the prompt or the model')
    .option('--model <name>', 'the model that made the images')
    .addOption(new Option('--ai <evidence>', 'evidence that a model made them').choices(aiFilters))
    .addOption(new Option('--sort <column>', 'column to sort by').choices(imageSorts).default('added'))
    .addOption(new Option('--order <order>', 'direction').choices(['asc', 'desc']).default('desc'))
    .action(async (query: string | undefined, { limit, sort, order, ...rest }: ListOptions, command) => {
      const filter = { ...rest, ...(query !== undefined && { query }) }
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.images.list({ limit: Math.min(limit, 500), sort, order, ...filter })
        answer(list, () => asText(list, Object.keys(filter).length > 0))
      })
    })
}

function addShow(images: Command): void {
  images
    .command('show')
    .description('show an image, and how it was made')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const image = await client.images.get({ id })
        const content = { file_hash: image.file_hash }
        const generation = await client.generations.ofContent(content)
        const embedded = await client.embedded.ofContent(content)
        const uses = await client.workflows.ofContent(content)
        const provenance = { generation, embedded, uses }
        const text = () => [asText({ items: [image], total: 1 }, false), provenanceTable(provenance)]
        answer({ ...image, ...provenance }, () => text().filter(Boolean).join('\n\n'))
      })
    })
}

function addRemove(images: Command, setExitCode: (code: number) => void): void {
  images
    .command('remove')
    .description('remove images from the library; files that it does not own stay in place')
    .argument('<id...>')
    .option('--delete-file', 'also move those files to the system’s trash')
    .action(async (ids: string[], { deleteFile = false }: { deleteFile?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const { removed, files } = await client.images.remove({ ids, delete_file: deleteFile })
        const asked = { noun: 'Image', ids, found: removed, advice: 'Run “rushes images list” for the ids.' }
        const not_found = reportNotFound(asked, setExitCode)
        const undo = undoLine('images.restore', { changed: removed.length, undo: { ids: removed } })
        const moved = reportFiles(files, setExitCode)
        answer({ removed, not_found, files }, () => `Removed ${formatCount(removed.length, 'image')}.${moved}${undo}`)
      })
    })
}

function asText({ items, total }: { items: Image[]; total: number }, isFiltered: boolean): string {
  if (total === 0 && isFiltered) return 'No matching images.'
  if (total === 0) return 'No images. Import some with “rushes import <paths…>”.'
  const head = ['id', 'resolution', 'codec', 'size', 'rating', 'tags', 'name']
  const rows = items.map(({ id, width, height, codec, size_bytes, rating, tags, name }) => [
    id,
    width && height ? `${width}×${height}` : '–',
    codec ?? '–',
    size_bytes === null ? '–' : formatBytes(size_bytes),
    rating === null ? '–' : '★'.repeat(rating),
    tags.join(', ') || '–',
    name,
  ])
  const more = total > items.length ? `\n${formatCount(total - items.length)} more; see --limit.` : ''
  return table([head, ...rows]) + more
}
