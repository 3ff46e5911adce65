import { looksLikeMedia } from '../../shared/image-files.ts'
import { showNotice } from '../components/notice.tsx'
import { importPaths } from './import-paths.ts'
import { addUploads } from './uploads.ts'

/**
 * Imports files that were dropped or chosen. In the desktop window they have paths and nothing is copied on the way; in a
 * browser they are uploaded. Whatever was named one by one is tried, from a folder only what looks like a video.
 */
export async function importFiles(files: readonly File[], { fromFolder = false } = {}): Promise<void> {
  const paths: string[] = []
  const uploads: File[] = []
  for (const file of files) {
    const path = window.rushes?.pathForFile(file)
    if (path) paths.push(path)
    else if (!fromFolder || looksLikeMedia(file.name)) uploads.push(file)
  }
  if (paths.length > 0) await importPaths(paths)
  if (uploads.length > 0) addUploads(uploads)
  if (paths.length + uploads.length === 0) showNotice('There is no video in there.')
}
