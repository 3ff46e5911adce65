import { basename } from 'node:path'
import type { ImportRequest } from '../../../shared/contract/imports.ts'
import { type ErrorCode, RushesError } from '../../../shared/errors.ts'
import { skipUnchanged } from '../../contents/skip-unchanged.ts'
import type { Core } from '../../core.ts'
import { countedDryRun, type DryRunEnd } from '../../database/journal/dry-run.ts'
import { discover } from '../../ingest/discover.ts'
import { unsearchedFolders } from '../../storage/layout.ts'

/**
 * Returns the end of a dry run of an import, which counts the files that it would read. Files that are recorded and
 * have not changed are left out; a copy under another path counts, because only its hash tells that it is one.
 * @throws RushesError that of the first path that cannot be read; CANCELLED
 */
export async function dryRunOfImport(
  core: Core,
  { paths, uploads, recursive }: Pick<ImportRequest, 'paths' | 'uploads' | 'recursive'>,
  signal: AbortSignal,
): Promise<DryRunEnd> {
  const samples: string[] = []
  let rows = uploads.length
  const except = unsearchedFolders(core.layout)
  for await (const { files, failures } of discover(paths, { recursive, signal, except })) {
    const [failure] = failures
    if (failure?.error) throw new RushesError(failure.error.code as ErrorCode, failure.error.message)
    const { rest } = await skipUnchanged(core, files, signal)
    rows += rest.length
    if (samples.length === 0) samples.push(...rest)
  }
  return countedDryRun(
    [{ tbl: 'files', op: 'insert', rows }],
    samples.map((path) => ({ kind: 'video', id: path, name: basename(path), is_present: false })),
  )
}
