import { folders as calls } from '../../shared/contract/folders.ts'
import { countedDryRun, isDryRun } from '../database/journal/dry-run.ts'
import { implementCalls } from './calls/implement.ts'
import { previewRelink } from './folders/preview-relink.ts'
import { startRelink } from './folders/relink-folder.ts'
import { requireFolders } from './folders/relinked-paths.ts'

const os = implementCalls({ folders: calls })

export const folders = {
  previewRelink: os.folders.previewRelink.handler(async ({ input, signal, context: { core } }) =>
    previewRelink(core, await requireFolders(core, input), signal),
  ),
  relink: os.folders.relink.handler(async ({ input, context: { core }, signal }) => {
    const folder = await requireFolders(core, input)
    if (!isDryRun()) return await startRelink(core, folder)
    const { found, watched_folders } = await previewRelink(core, folder, signal)
    throw countedDryRun([
      { tbl: 'locations', op: 'insert', rows: found },
      { tbl: 'watched_folders', op: 'insert', rows: watched_folders },
    ])
  }),
}
