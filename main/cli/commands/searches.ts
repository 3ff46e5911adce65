import type { SavedSearch } from '../../../shared/contract/searches.ts'
import { formatCount } from '../../../shared/units.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes searches …`: queries kept under a name. */
export const searchesCommand: AddCommand = (program) => {
  const searches = program.command('searches').description('saved searches: queries kept under a name')
  searches
    .command('list')
    .description('list the saved searches with the number of their videos')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const saved = await client.searches.list()
        const counted = await Promise.all(
          saved.map(async (search) => ({ ...search, ...(await client.videos.count({ query: search.query })) })),
        )
        answer(counted, () => asList(counted))
      })
    })
  searches
    .command('save')
    .description('save a query under a name')
    .argument('<name>')
    .argument('<query>', 'such as “model:wan rating:>=4” (docs/search.md)')
    .action(async (name: string, query: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const saved = await client.searches.save({ name, query })
        answer(saved, () => `Saved “${saved.name}” as ${saved.id}.`)
      })
    })
  searches
    .command('rename')
    .description('rename a saved search')
    .argument('<id>')
    .argument('<name>')
    .action(async (id: string, name: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const saved = await client.searches.change({ id, name })
        answer(saved, () => `Renamed to “${saved.name}”.`)
      })
    })
  searches
    .command('remove')
    .description('remove a saved search; its videos stay')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const removed = await client.searches.remove({ id })
        answer(removed, () => `Removed “${removed.name}”.${undoLine('searches.save', { changed: 1, undo: removed })}`)
      })
    })
}

function asList(searches: readonly (SavedSearch & { total: number })[]): string {
  if (searches.length === 0) return 'No saved searches. Save one with “rushes searches save <name> <query>”.'
  return table([
    ['id', 'videos', 'name', 'query'],
    ...searches.map(({ id, total, name, query }) => [id, formatCount(total), name, query]),
  ])
}
