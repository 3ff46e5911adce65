import type { BundleSource } from '../../state/bundle-dialogs.ts'
import type { Dropped } from './walk-entries.ts'

/**
 * Returns the bundle among what was dropped: a zip file, or a folder of this computer with a manifest and rows. One at
 * a time is imported, because each has its preview.
 */
export async function findBundle(dropped: readonly File[], { files, folders }: Dropped): Promise<BundleSource | null> {
  const zip = files.find(({ name }) => name.toLowerCase().endsWith('.zip'))
  if (zip) return sourceOf(zip)
  for (const folder of folders) {
    const file = dropped.find(({ name }) => name === folder.name)
    const path = file && window.rushes?.pathForFile(file)
    if (path && (await isBundle(folder))) return { path }
  }
  return null
}

function sourceOf(file: File): BundleSource {
  const path = window.rushes?.pathForFile(file)
  return path ? { path } : { file }
}

async function isBundle(folder: FileSystemDirectoryEntry): Promise<boolean> {
  return (await has('getFile', folder, 'manifest.json')) && (await has('getDirectory', folder, 'rows'))
}

function has(kind: 'getFile' | 'getDirectory', folder: FileSystemDirectoryEntry, name: string): Promise<boolean> {
  return new Promise((resolve) =>
    folder[kind](
      name,
      {},
      () => resolve(true),
      () => resolve(false),
    ),
  )
}
