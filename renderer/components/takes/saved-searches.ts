import type { SavedSearch } from '../../../shared/contract/searches.ts'
import { client } from '../../client.ts'
import { editName } from '../../state/renaming.ts'
import { setView } from '../../state/view.ts'
import { showError } from '../notice.tsx'
import { newStep, offerUndoOf } from '../offer-undo.ts'
import { texts } from './texts.ts'

const longestName = 100

/** Saves a query under its own text, and lets the person rename it in the sidebar. */
export async function saveSearch(query: string): Promise<void> {
  const step = newStep()
  const search = { name: query.slice(0, longestName), query }
  const saved = await client.searches.save(search, { context: { step } }).catch(showError)
  if (!saved) return
  setView({ sidebarOpen: true })
  editName(saved.id)
  offerUndoOf(step, texts.searchSaved, 'searches')
}

/** Renames a saved search, with Undo. */
export async function renameSearch({ id }: SavedSearch, name: string): Promise<void> {
  const step = newStep()
  const change = { id, name: name.slice(0, longestName) }
  const saved = await client.searches.change(change, { context: { step } }).catch(showError)
  if (saved) offerUndoOf(step, texts.renamedTo(saved.name), 'searches')
}

/** Removes a saved search, with Undo; its takes stay. */
export async function removeSearch({ id, name }: SavedSearch): Promise<void> {
  const step = newStep()
  const removed = await client.searches.remove({ id }, { context: { step } }).catch(showError)
  if (removed) offerUndoOf(step, texts.removed(name))
}
