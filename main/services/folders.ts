import { folders as calls } from '../../shared/contract/folders.ts'
import { implementCalls } from './calls/implement.ts'
import { previewRelink } from './folders/preview-relink.ts'
import { startRelink } from './folders/relink-folder.ts'
import { requireFolders } from './folders/relinked-paths.ts'

const os = implementCalls({ folders: calls })

export const folders = {
  previewRelink: os.folders.previewRelink.handler(async ({ input, signal, context: { core } }) =>
    previewRelink(core, await requireFolders(core, input), signal),
  ),
  relink: os.folders.relink.handler(async ({ input, context: { core } }) =>
    startRelink(core, await requireFolders(core, input)),
  ),
}
