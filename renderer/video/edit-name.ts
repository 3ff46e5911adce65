import { useRenaming } from '../state/renaming.ts'

/** Starts editing the name where this page shows it, in its header; the inspector may stay folded. */
export function editName(id: string): void {
  useRenaming.setState({ id })
}
