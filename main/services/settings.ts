import { settings as calls, type LibrarySettings, type SettingsChange } from '../../shared/contract/settings.ts'
import { followMediaFolders, readMediaFolders, saveMediaFolders } from '../contents/media-folders.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection/connection.ts'
import { readSetting, saveSetting } from '../database/library-settings.ts'
import { importSettings } from '../ingest/new-name.ts'
import { implementCalls } from './calls/implement.ts'
import { allowMediaFolders } from './folders/allow-media-folders.ts'
import { previewLimits } from './previews/evict.ts'
import { trashLimits } from './removal/trash-limits.ts'

const os = implementCalls({ settings: calls })

async function readAll(db: Db): Promise<LibrarySettings> {
  return {
    import: await readSetting(db, importSettings),
    folders: await readMediaFolders(db),
    previews: await readSetting(db, previewLimits),
    trash: await readSetting(db, trashLimits),
  }
}

async function change(
  core: Core,
  { import: names, folders, previews, trash }: SettingsChange,
): Promise<LibrarySettings> {
  const changed = folders && (await allowMediaFolders(core, folders))
  const settings = await core.write(async ({ db, touch }) => {
    if (changed) await saveMediaFolders(db, changed)
    if (names) await saveSetting(db, importSettings, importSettings.schema.parse(names))
    if (previews) await saveSetting(db, previewLimits, previewLimits.schema.parse(previews))
    if (trash) await saveSetting(db, trashLimits, trashLimits.schema.parse(trash))
    touch('settings', 'trash')
    return await readAll(db)
  })
  if (changed) await followMediaFolders(core)
  return settings
}

export const settings = {
  get: os.settings.get.handler(({ context: { core } }) => readAll(core.db)),
  change: os.settings.change.handler(({ input, context: { core } }) => change(core, input)),
}
