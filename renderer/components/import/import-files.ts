import { hasMediaExtension } from '../../../shared/image-files.ts'
import { showNotice } from '../notice.tsx'
import { importPaths } from './import-paths.ts'
import { texts } from './texts.ts'
import { addUploads } from './uploads.ts'

/**
 * Imports files that were dropped or chosen: by path in the desktop window, by upload in a browser. Files that were
 * chosen one by one are all tried; from a folder, only those with the extension of a video or image.
 */
export async function importFiles(files: readonly File[], { fromFolder = false } = {}): Promise<void> {
  const paths: string[] = []
  const uploads: File[] = []
  for (const file of files) {
    const path = window.rushes?.pathForFile(file)
    if (path) paths.push(path)
    else if (!fromFolder || hasMediaExtension(file.name)) uploads.push(file)
  }
  if (paths.length > 0) await importPaths(paths)
  if (uploads.length > 0) addUploads(uploads)
  if (paths.length + uploads.length === 0) showNotice(texts.noVideosFoundIn)
}
