import { type FSWatcher, watch } from 'node:fs'

/** Systems allow so many watches: inotify on Linux some thousands a user on small machines, shared with all programs. */
const mostFolders = 4000

/** Listens to folders for a sign that something in them changed. */
export interface FolderHints {
  /** Listens to these folders, each by itself, and to no others. */
  watch(folders: readonly string[]): void
  close(): void
}

/**
 * A watch of each folder, none of files: what changed is found by looking. Folders beyond the first few thousand, and those that the
 * system does not watch, are looked at without a sign.
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
      // It is gone, or the system has no watch left for it.
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
