import { type Command, Option } from 'commander'
import { type Colour, colours } from '../../../shared/colours.ts'
import type { Client } from '../../../shared/contract/index.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import { reportNotFound } from '../not-found.ts'
import { parseStarsOrNone, parseText } from '../parse.ts'
import { withLibrary } from '../session.ts'

type SetExitCode = (code: number) => void

/** `rushes images rate|tag|colour|note`: as the commands of these names do for videos. */
export function addImageMarks(images: Command, setExitCode: SetExitCode): void {
  addRate(images, setExitCode)
  addTag(images, setExitCode)
  addColour(images, setExitCode)
  addNote(images)
}

function addRate(images: Command, setExitCode: SetExitCode): void {
  images
    .command('rate')
    .description('rate images with 1 to 5 stars, or clear their rating')
    .argument('<id...>')
    .requiredOption('--stars <number>', '1 to 5, or “none”', parseStarsOrNone)
    .action(async (ids: string[], { stars }: { stars: number | 'none' }, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const rated = await client.images.rate({ ratings: [{ ids, rating: stars === 'none' ? null : stars }] })
        const not_found = await reportImagesNotFound(client, ids, rated.found, setExitCode)
        const words = `Rated ${formatCount(rated.changed, 'image')}.`
        answer({ ...rated, not_found }, () => words + undoLine('images.rate', rated))
      })
    })
}

function addTag(images: Command, setExitCode: SetExitCode): void {
  images
    .command('tag')
    .description('add tags to images and remove tags from them')
    .argument('<id...>')
    .option('--add <tag>', 'tag to add; repeatable', parseText, [])
    .option('--remove <tag>', 'tag to remove; repeatable', parseText, [])
    .action(async (ids: string[], { add, remove }: { add: string[]; remove: string[] }, command) => {
      if (add.length + remove.length === 0)
        throw new RushesError('BAD_INPUT', 'No tags given. Use --add <tag> or --remove <tag>.')
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const tagged = await client.tags.change({ changes: [{ of: 'image', ids, add, remove }] })
        const not_found = await reportImagesNotFound(client, ids, tagged.found, setExitCode)
        const words = `Changed the tags of ${formatCount(tagged.changed, 'image')}.`
        answer({ ...tagged, not_found }, () => words + undoLine('tags.change', tagged))
      })
    })
}

function addColour(images: Command, setExitCode: SetExitCode): void {
  images
    .command('colour')
    .description('label images with a colour, or clear it')
    .argument('<id...>')
    .addOption(new Option('--set <colour>', 'the colour').choices([...colours, 'none']).makeOptionMandatory())
    .action(async (ids: string[], { set }: { set: Colour | 'none' }, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const labelled = await client.images.colour({ colours: [{ ids, colour: set === 'none' ? null : set }] })
        const not_found = await reportImagesNotFound(client, ids, labelled.found, setExitCode)
        const words = `Labelled ${formatCount(labelled.changed, 'image')}.`
        answer({ ...labelled, not_found }, () => words + undoLine('images.colour', labelled))
      })
    })
}

function addNote(images: Command): void {
  images
    .command('note')
    .description('write a note on an image; an empty text clears it')
    .argument('<id>')
    .argument('<text>')
    .action(async (id: string, note: string, _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const { note: before } = await client.images.get({ id })
        const image = await client.images.note({ id, note })
        const undo = undoLine('images.note', { changed: 1, undo: { id, note: before ?? '' } })
        answer(image, () => `${image.note === null ? 'Cleared the note on' : 'Noted on'} “${image.name}”.${undo}`)
      })
    })
}

/** Names the images that were not found, of which only the number found is known. */
async function reportImagesNotFound(client: Client, ids: string[], count: number, setExitCode: SetExitCode) {
  const found: string[] = []
  if (count === new Set(ids).size) return []
  for (const id of new Set(ids)) if (await client.images.get({ id }).catch(() => undefined)) found.push(id)
  return reportNotFound({ noun: 'Image', ids, found, advice: 'Run “rushes images list” for the ids.' }, setExitCode)
}
