import type { SavedSearch } from '../../../shared/contract/searches.ts'
import { client } from '../../client.ts'
import { editName } from '../../state/renaming.ts'
import { setView } from '../../state/view.ts'
import { showError } from '../notice.tsx'
import { offerUndo } from '../offer-undo.ts'

const longestName = 100

/** Saves a query under its own text, and lets the person rename it in the sidebar. */
export async function saveSearch(query: string): Promise<void> {
  const saved = await client.searches.save({ name: query.slice(0, longestName), query }).catch(showError)
  if (!saved) return
  setView({ sidebarOpen: true })
  editName(saved.id)
  offerUndo('Search saved', () => client.searches.remove({ id: saved.id }), 'searches')
}

/** Renames a saved search, with Undo. */
export async function renameSearch({ id, name: before }: SavedSearch, name: string): Promise<void> {
  const saved = await client.searches.change({ id, name: name.slice(0, longestName) }).catch(showError)
  if (saved) offerUndo(`Renamed to “${saved.name}”`, () => client.searches.change({ id, name: before }), 'searches')
}

/** Removes a saved search, with Undo; its takes stay. */
export async function removeSearch({ id, name }: SavedSearch): Promise<void> {
  const removed = await client.searches.remove({ id }).catch(showError)
  if (removed) offerUndo(`Removed “${name}”`, () => client.searches.save(removed))
}
