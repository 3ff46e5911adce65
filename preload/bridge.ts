/** What a menu item or a system event asks the page to do. */
export type Command = 'import-files' | 'import-folder' | 'show-grid' | 'show-list' | 'show-help' | 'find'

/** All that the page gets from the preload, as `window.rushes`; absent in a browser. It does not grow with the contract. */
export interface Bridge {
  /** The absolute path of a file that was dropped or picked; empty for one that is not on disk. */
  pathForFile(file: File): string
  /** Calls back for each command until the returned function is called. */
  onCommand(callback: (command: Command) => void): () => void
}
