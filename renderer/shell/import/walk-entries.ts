/** Files and folders of a drop. They must be read during the event: afterwards the list is empty. */
export interface Dropped {
  files: File[]
  folders: FileSystemDirectoryEntry[]
}

export function readDropped(transfer: DataTransfer): Dropped {
  const dropped: Dropped = { files: [], folders: [] }
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry()
    const file = item.getAsFile()
    if (entry?.isDirectory) dropped.folders.push(entry as FileSystemDirectoryEntry)
    else if (file) dropped.files.push(file)
  }
  return dropped
}

/** Reads the next entries, at most 100; an empty list means the end. */
function readSome(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}

/** Yields every file in a dropped folder except hidden ones, which other imports skip too. */
export async function* walkFolder(folder: FileSystemDirectoryEntry): AsyncGenerator<File> {
  const reader = folder.createReader()
  for (let some = await readSome(reader); some.length > 0; some = await readSome(reader))
    for (const entry of some) {
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory) yield* walkFolder(entry as FileSystemDirectoryEntry)
      else yield await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    }
}
