import { formatCount } from '../../../shared/units.ts'
import { collectionArgument } from '../collection-argument.ts'
import { reportNotFound, reportVideosNotFound } from '../not-found.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes collections …`: videos in an order of their own. */
export const collectionsCommand: AddCommand = (program, setExitCode) => {
  const collections = program.command('collections').description('collections: videos in an order of their own')
  collections
    .command('list')
    .description('list the collections with the number of their videos')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const all = await client.collections.list()
        const rows = all.map(({ id, count, name, note }) => [id, formatCount(count), name, note])
        answer(all, () =>
          all.length === 0
            ? 'No collections. Create one with “rushes collections create <name> [id…]”.'
            : table([['id', 'videos', 'name', 'note'], ...rows]),
        )
      })
    })
  collections
    .command('create')
    .description('create a collection')
    .argument('<name>')
    .argument('[id...]', 'videos to put into it, in this order')
    .action(async (name: string, video_ids: string[], _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const not_found = await reportVideosNotFound(client, video_ids, undefined, setExitCode)
        const created = await client.collections.save({ name, video_ids })
        const undo = undoLine('collections.remove', { changed: 1, undo: { id: created.id } })
        answer({ ...created, not_found }, () => `Created “${created.name}” as ${created.id}.${undo}`)
      })
    })
  addEditing(collections, setExitCode)
  collections
    .command('remove')
    .description('remove a collection; its videos stay')
    .argument('<collection>', 'id or name')
    .action(async (asked: string, _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const removed = await client.collections.remove({ id: await collectionArgument(client, asked) })
        const undo = undoLine('collections.save', { changed: 1, undo: removed })
        answer(removed, () => `Removed “${removed.name}”.${undo}`)
      })
    })
}

function addEditing(...[collections, setExitCode]: Parameters<AddCommand>): void {
  collections
    .command('add')
    .description('add videos at the end, or move them before another one')
    .argument('<collection>', 'id or name')
    .argument('<id...>', 'videos, in their order')
    .option('--before <id>', 'the video before which they are put')
    .action(async (asked: string, video_ids: string[], options: { before?: string }, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const id = await collectionArgument(client, asked)
        const not_found = await reportVideosNotFound(client, video_ids, undefined, setExitCode)
        const done = await client.collections.add({ id, video_ids, ...options })
        answer(
          { ...done, not_found },
          () => `Changed ${formatCount(done.changed, 'place')}.${undoLine('collections.arrange', done)}`,
        )
      })
    })
  collections
    .command('take-out')
    .description('take videos out of a collection; they stay in the library')
    .argument('<collection>', 'id or name')
    .argument('<id...>')
    .action(async (asked: string, video_ids: string[], _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const id = await collectionArgument(client, asked)
        const found = (await client.collections.videos({ id })).filter((one) => video_ids.includes(one))
        const advice = `The collection “${asked}” does not have it.`
        const not_found = reportNotFound({ noun: 'Video', ids: video_ids, found, advice }, setExitCode)
        const done = await client.collections.take_out({ id, video_ids })
        answer(
          { ...done, not_found },
          () => `Changed ${formatCount(done.changed, 'place')}.${undoLine('collections.arrange', done)}`,
        )
      })
    })
  collections
    .command('edit')
    .description('change the name, note or cover of a collection')
    .argument('<collection>', 'id or name')
    .option('--name <name>')
    .option('--note <text>', 'an empty text clears it')
    .option('--cover <id>', 'a video, or “none” for the first one')
    .action(async (asked: string, options: { name?: string; note?: string; cover?: string }, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const { cover, ...rest } = options
        const cover_id = cover === undefined ? {} : { cover_id: cover === 'none' ? null : cover }
        const id = await collectionArgument(client, asked)
        const before = (await client.collections.list()).find((one) => one.id === id)
        const changed = await client.collections.change({ id, ...rest, ...cover_id })
        const { name, note, cover_id: cover_before } = before ?? changed
        const undo = undoLine('collections.change', { changed: 1, undo: { id, name, note, cover_id: cover_before } })
        answer(changed, () => `Changed “${changed.name}”.${undo}`)
      })
    })
}
