import type { GenerationInput } from '../../../shared/generation/reading.ts'
import type { Core } from '../../core.ts'
import {
  type ArrivedFile,
  listArrivedFiles,
  listUnprovenInputs,
  setProven,
} from '../../database/embedded/unproven-inputs.ts'
import { inputPathsOf, isInComfyFolder } from './comfy-folders.ts'
import { linkInputs } from './link-inputs.ts'

const pageSize = 1000

/**
 * Proves inputs by files that were found after a location, as an import would have that found them first: in the same
 * ComfyUI folder as the content that names them. `since` is the number of that location.
 */
export async function proveInputs(core: Core, since: number): Promise<void> {
  let page = await listArrivedFiles(core.db, since, pageSize)
  for (let last = page.at(-1); last; last = page.at(-1)) {
    await proveBy(
      core,
      page.filter(({ path }) => isInComfyFolder(path)),
    )
    page = await listArrivedFiles(core.db, last.cursor, pageSize)
  }
}

async function proveBy(core: Core, files: readonly ArrivedFile[]): Promise<void> {
  const inputs = files.length === 0 ? [] : await listUnprovenInputs(core.db, files)
  const proven = inputs.filter(({ path, input_path, name, folder }) =>
    inputPathsOf(path, { name, folder: folder as GenerationInput['folder'] }).includes(input_path),
  )
  if (proven.length === 0) return
  await core.write(async (transaction) => {
    for (const input of proven) {
      await setProven(transaction.db, input)
      if (input.workflow_id !== null) await linkInputs(transaction, input.workflow_id, input.file_hash, [input])
    }
    transaction.touch('videos', 'images', 'workflows')
  })
}
