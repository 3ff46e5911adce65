import { v7 as uuidv7 } from 'uuid'
import { searches as calls } from '../../shared/contract/searches.ts'
import type { Core } from '../core.ts'
import { deleteSearch, listSearches, requireSearch, type SavedSearchRow, upsertSearch } from '../database/searches.ts'
import { implementCalls } from './calls/implement.ts'

const os = implementCalls({ searches: calls })

async function save(core: Core, toRow: (now: string) => SavedSearchRow): Promise<SavedSearchRow> {
  return await core.write(async ({ db, touch, now }) => {
    const row = toRow(now)
    await upsertSearch(db, row)
    touch('searches')
    return row
  })
}

export const searches = {
  list: os.searches.list.handler(({ context: { core } }) => listSearches(core.db)),
  save: os.searches.save.handler(({ input: { id = uuidv7(), name, query, created_at }, context: { core } }) =>
    save(core, (now) => ({ id, name, query, created_at: created_at ?? now })),
  ),
  change: os.searches.change.handler(async ({ input: { id, name, query }, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      const before = await requireSearch(db, id)
      const row = { ...before, name: name ?? before.name, query: query ?? before.query }
      await upsertSearch(db, row)
      touch('searches')
      return row
    }),
  ),
  remove: os.searches.remove.handler(({ input: { id }, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      const row = await requireSearch(db, id)
      await deleteSearch(db, id)
      touch('searches')
      return row
    }),
  ),
}
