import { type FSWatcher, watch } from 'node:fs'

/** Systems limit watches: inotify on Linux to some thousands a user on small machines, shared by all programs. */
const mostFolders = 4000

/** Signs of changes in folders. */
export interface FolderHints {
  /** Watches these folders, without their subfolders, and no others. */
  watch(folders: readonly string[]): void
  close(): void
}

/**
 * Creates watches of folders, not of files: a scan finds out what changed. Folders beyond the first few thousand, and
 * those that the system cannot watch, are scanned without a hint.
 */
export function createFolderHints(onChange: () => void): FolderHints {
  const watchers = new Map<string, FSWatcher>()

  function stop(folder: string): void {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }

  function start(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, onChange)
      watcher.on('error', () => {
        stop(folder)
        onChange()
      })
      watchers.set(folder, watcher)
    } catch {
      // The folder is gone, or the system has no watch left for it.
    }
  }

  return {
    watch(folders) {
      const wanted = new Set(folders.slice(0, mostFolders))
      for (const folder of [...watchers.keys()]) if (!wanted.has(folder)) stop(folder)
      for (const folder of wanted) if (!watchers.has(folder)) start(folder)
    },
    close() {
      for (const folder of [...watchers.keys()]) stop(folder)
    },
  }
}
