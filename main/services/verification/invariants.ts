import type { Invariants, Violation } from '../../../shared/contract/verification.ts'
import { formatCount } from '../../../shared/units.ts'
import { findUnrecorded } from '../../contents/find-unrecorded.ts'
import { offlineAmong } from '../../contents/offline.ts'
import type { Core } from '../../core.ts'
import { countStrayTexts, listBrokenKeys, listUnlikeIndex } from '../../database/invariants.ts'
import { findUnlikeJournal, listJournalSubjects } from '../../database/journal/replay.ts'
import { findSubject } from '../../database/journal/subjects.ts'
import { listVerifiable } from '../../database/verification.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import { isFile } from '../../storage/presence.ts'

type Check = (core: Core, signal?: AbortSignal) => AsyncGenerator<string>

const pageSize = 500
const shownPerCheck = 100

/** The invariants of every library, whatever was interrupted. */
const checks: Record<Violation['check'], Check> = {
  files: listMissing,
  owned_files: async function* (core) {
    for (const { path } of await findUnrecorded(core)) yield `${path} is in the library’s folders and has no row.`
  },
  foreign_keys: async function* ({ db }) {
    for (const { table, parent } of await listBrokenKeys(db, shownPerCheck))
      yield `A row of ${table} names a row of ${parent} that does not exist.`
  },
  journal: listUnlikeHistory,
  search_index: listUnlikeSearch,
}

/** Checks all invariants of a library, and reports the first violations of each. */
export async function checkInvariants(core: Core, signal?: AbortSignal): Promise<Invariants> {
  const violations: Violation[] = []
  for (const [name, check] of Object.entries(checks) as [Violation['check'], Check][]) {
    let found = 0
    for await (const message of check(core, signal)) {
      signal?.throwIfAborted()
      if (found++ < shownPerCheck) violations.push({ check: name, message })
      else break
    }
  }
  return { checks: Object.keys(checks) as Violation['check'][], violations }
}

/** Yields files that are missing although their rows say that they are present. Offline ones are skipped. */
async function* listMissing(core: Core, signal?: AbortSignal): AsyncGenerator<string> {
  let last = ''
  for (;;) {
    signal?.throwIfAborted()
    const page = await listVerifiable(core.db, last, undefined, pageSize)
    const isOffline = await offlineAmong(
      core,
      page.map(({ path }) => path),
    )
    for (const { path } of page) {
      if (isOffline(path) || (await isFile(absolutePath(core.layout, path)))) continue
      yield `${path} is missing, and its row says that it is present.`
    }
    const end = page.at(-1)
    if (!end) return
    last = end.path
  }
}

async function* listUnlikeHistory({ db }: Core, signal?: AbortSignal): AsyncGenerator<string> {
  let last: unknown
  for (;;) {
    signal?.throwIfAborted()
    const subjects = await listJournalSubjects(db, last, pageSize)
    // Checked twice, because a change may come between the two queries.
    const differs = (await findUnlikeJournal(db, subjects)) && (await findUnlikeJournal(db, subjects))
    if (differs) yield `${(await findSubject(db, differs)).name} in ${differs.tbl} is not as the history left it.`
    if (subjects.length < pageSize) return
    last = subjects.at(-1)
  }
}

async function* listUnlikeSearch({ db }: Core, signal?: AbortSignal): AsyncGenerator<string> {
  const stray = await countStrayTexts(db)
  if (stray > 0) yield `The search index has ${formatCount(stray, 'text')} of takes that do not exist.`
  for (let after: number | null = 0; after !== null; ) {
    signal?.throwIfAborted()
    const page: { last: number | null; names: string[] } = await listUnlikeIndex(db, after, pageSize)
    for (const name of page.names) yield `The search index has another text of “${name}”.`
    after = page.last
  }
}
