import { useView } from '../state/view.ts'
import { formatKeys, keysNow } from './keys.ts'

/** The keys of a binding by its id, `Player: Space`, as they are now; nothing if it has none. */
export function Shortcut({ id }: { id: string }) {
  useView((view) => view.keys)
  const keys = keysNow({ id, keys: id.slice(id.indexOf(': ') + 2) })
  return keys === '' ? null : <kbd>{formatKeys(keys)}</kbd>
}
