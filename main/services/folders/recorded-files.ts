import type { Core } from '../../core.ts'
import { overwrittenPath } from '../../database/contents/locations.ts'
import { listRecordedInside, type RecordedFile } from '../../database/contents/relinked-folder.ts'
import { isWithin } from '../../storage/inside-library.ts'
import type { RelinkedFolder } from './relinked-paths.ts'

const pageSize = 1000

/**
 * Yields the files that are recorded in the former folder, a page at a time: without those in the library, if that is
 * inside it, and without paths that say that a file was overwritten.
 */
export async function* recordedPages(core: Core, { from, separator }: RelinkedFolder): AsyncGenerator<RecordedFile[]> {
  let after = from + separator
  for (;;) {
    const page = await listRecordedInside(core.db, from + separator, after, pageSize)
    const last = page.at(-1)
    if (!last) return
    after = last.path
    yield page.filter(
      ({ path, file_hash }) => !isWithin(path, core.layout.folder) && overwrittenPath(path, file_hash) === null,
    )
  }
}
