import { basename } from 'node:path'
import type { ImportRequest } from '../../shared/contract/imports.ts'
import { RushesError } from '../../shared/errors.ts'
import { runImport } from '../ingest/import.ts'
import { removeUploads } from '../ingest/uploads.ts'
import { requireAbsolute } from './absolute-paths.ts'
import { os } from './implement.ts'

function titleOf({ paths, uploads }: ImportRequest): string {
  const count = paths.length + uploads.length
  const [only] = paths
  return count === 1 && only !== undefined ? basename(only) : `${count} ${count === 1 ? 'file' : 'items'}`
}

export const imports = {
  start: os.imports.start.handler(async ({ input, context: { core } }) => {
    requireAbsolute('paths', input.paths)
    const job = { kind: 'import', title: titleOf(input), unit: 'files' } as const
    return await core.jobs.start(
      job,
      (running) => runImport(core, input, running),
      () => removeUploads(core.layout, input.uploads),
    )
  }),
  pick: os.imports.pick.handler(async ({ input, context: { core } }) => {
    if (!core.platform.pick)
      throw new RushesError('NOT_SUPPORTED', 'This door has no dialog for files; drop them instead.')
    return { paths: await core.platform.pick(input.kind) }
  }),
}
