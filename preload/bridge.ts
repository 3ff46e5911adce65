/** Commands of menu items and system events for the page. */
export type Command =
  | 'import-files'
  | 'import-folder'
  | 'import-bundle'
  | 'export-library'
  | 'open-library'
  | 'open-server'
  | 'show-grid'
  | 'show-list'
  | 'show-help'
  | 'find'

/** A library of this computer by its folder, or one of a server by its address. */
export type RecentLibrary = { folder: string } | { url: string }

/** A library to open. A folder of null asks the person for it; a server without a token uses the kept one. */
export type LibraryToOpen = { folder: string | null } | { url: string; token?: string }

/**
 * The API that the preload exposes to the page as `window.rushes`; absent in a browser. It has only what concerns the
 * window and not its library, and does not grow with the contract.
 */
export interface Bridge {
  /** The address of the server whose library the window shows; null for a library of this computer. */
  server: string | null
  /**
   * Returns the absolute path of a dropped or chosen file; empty if it is not on disk, or if the library is that of a
   * server, which cannot read it.
   */
  pathForFile(file: File): string
  /** Calls back for each command, those that came before included, until the returned function is called. */
  onCommand(callback: (command: Command) => void): () => void
  /** Lists the libraries that were opened last, the newest first. */
  recentLibraries(): Promise<RecentLibrary[]>
  /** Opens another library: Rushes starts again. Resolves to a sentence if it cannot be opened, else to null. */
  openLibrary(library: LibraryToOpen): Promise<string | null>
  /** Uses another token for the server of the window. Resolves to a sentence if it is not accepted, else to null. */
  signIn(token: string): Promise<string | null>
  /** Returns the bytes that pictures and videos of the server take on this computer. */
  cacheSize(): Promise<number>
  clearCache(): Promise<void>
  /** Shows the keys that a person chose in the menu, in the syntax of `aria-keyshortcuts`; empty for none. */
  setMenuKeys(keys: Partial<Record<Command, string>>): Promise<void>
}

declare global {
  interface Window {
    /** Absent in a browser. */
    rushes?: Bridge
  }
}
