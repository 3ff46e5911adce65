import { imageExtensions } from '../../../shared/image-files.ts'
import { videoExtensions } from '../../../shared/video-files.ts'
import { api, client, queryClient } from '../../client.ts'
import { showError } from '../notice.tsx'
import { chooseFiles } from './choose-files.ts'
import { importFiles } from './import-files.ts'
import { importPaths } from './import-paths.ts'

const acceptedFiles = [
  'video/*',
  'image/*',
  ...[...videoExtensions, ...imageExtensions].map((ending) => `.${ending}`),
].join()

/**
 * Asks for files or a folder and imports them. Uses the system's dialog if the library can open it, else the browser's.
 */
export async function importFrom(kind: 'files' | 'folder'): Promise<void> {
  try {
    const { can } = await queryClient.ensureQueryData(api.library.get.queryOptions())
    if (!can.pick) askBrowser(kind)
    else {
      const { paths } = await client.imports.pick({ kind })
      if (paths.length > 0) await importPaths(paths)
    }
  } catch (error) {
    showError(error)
  }
}

/**
 * Returns whether a file in a chosen folder is hidden; other imports skip hidden files too. Files that were chosen one
 * by one have no relative path.
 */
function isHidden(file: File): boolean {
  const [, ...names] = file.webkitRelativePath.split('/')
  return names.some((name) => name.startsWith('.'))
}

function askBrowser(kind: 'files' | 'folder'): void {
  const isFolder = kind === 'folder'
  const accept = isFolder ? '' : acceptedFiles
  chooseFiles({ accept, isFolder }, (files) => {
    void importFiles(
      files.filter((file) => !isHidden(file)),
      { fromFolder: isFolder },
    )
  })
}
