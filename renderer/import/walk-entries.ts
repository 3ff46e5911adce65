/** What a drop holds. The entries have to be taken at once: the list is empty after the event. */
export interface Dropped {
  files: File[]
  folders: FileSystemDirectoryEntry[]
}

export function takeDropped(transfer: DataTransfer): Dropped {
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

/** One call gives at most 100 entries; an empty answer is the end. */
function readSome(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}

/** Every file below a dropped folder. Hidden ones are left out, as they are on the other doors. */
export async function* walkFolder(folder: FileSystemDirectoryEntry): AsyncGenerator<File> {
  const reader = folder.createReader()
  for (let some = await readSome(reader); some.length > 0; some = await readSome(reader))
    for (const entry of some) {
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory) yield* walkFolder(entry as FileSystemDirectoryEntry)
      else yield await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    }
}
