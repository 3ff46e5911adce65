import { create } from 'zustand'
import type { BundleSelection } from '../../shared/contract/bundles.ts'
import { texts } from './texts.ts'

/** Contents of an export. */
export interface Exported {
  /** Names it in a sentence: `the library`, `3 takes`, `“Episode 4”`. */
  words: string
  selection: Partial<BundleSelection>
}

/** A bundle on the library's computer, or one that this browser uploads. */
export type BundleSource = { path: string } | { file: File }

interface BundleDialogs {
  exported: Exported | null
  /** `ask` until the person chooses a bundle. */
  source: BundleSource | 'ask' | null
}

export const useBundleDialogs = create<BundleDialogs>(() => ({ exported: null, source: null }))

/** Opens the dialog that exports a bundle; of all of the library if no selection is named. */
export function openExport(exported: Exported = { words: texts.theLibrary, selection: {} }): void {
  useBundleDialogs.setState({ exported })
}

/** Opens the dialog that imports a bundle, which asks for one unless it is named. */
export function openBundleImport(source: BundleSource | 'ask' = 'ask'): void {
  useBundleDialogs.setState({ source })
}

export function closeBundleDialogs(): void {
  useBundleDialogs.setState({ exported: null, source: null })
}
