/** Commands of menu items and system events for the page. */
export type Command =
  | 'import-files'
  | 'import-folder'
  | 'open-library'
  | 'show-grid'
  | 'show-list'
  | 'show-help'
  | 'find'

/**
 * The API that the preload exposes to the page as `window.rushes`; absent in a browser. It does not grow with the
 * contract.
 */
export interface Bridge {
  /** Returns the absolute path of a dropped or chosen file; empty if it is not on disk. */
  pathForFile(file: File): string
  /** Calls back for each command until the returned function is called. */
  onCommand(callback: (command: Command) => void): () => void
}

declare global {
  interface Window {
    /** Absent in a browser. */
    rushes?: Bridge
  }
}
