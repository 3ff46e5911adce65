import { availableParallelism } from 'node:os'
import type { Job } from '../../shared/contract/jobs.ts'
import { verification as calls } from '../../shared/contract/verification.ts'
import { formatCount } from '../../shared/units.ts'
import { offlineAmong } from '../contents/offline.ts'
import type { Core } from '../core.ts'
import { timestampBefore } from '../database/connection/timestamp.ts'
import type { LocationRow } from '../database/tables.ts'
import { countVerified, listVerifiable } from '../database/verification.ts'
import { eachFile, eachRow } from '../jobs/each-file.ts'
import { implementCalls } from './calls/implement.ts'
import { checkInvariants } from './verification/invariants.ts'
import { listLostFiles } from './verification/lost-files.ts'
import { verifyLocation } from './verification/verify-location.ts'

const os = implementCalls({ verification: calls })

interface Request {
  full: boolean
  repair: boolean
  older_than_days?: number | undefined
}

const pageSize = 200

async function start(core: Core, { full, repair, older_than_days }: Request): Promise<Job> {
  const readBefore = older_than_days === undefined ? undefined : timestampBefore(core.clock(), older_than_days)
  const { files, missing } = await countVerified(core.db)
  const total = files - missing
  const job = { kind: 'verify', title: formatCount(total, 'file'), unit: 'files', total } as const
  return await core.jobs.start(job, async (running) => {
    const { signal } = running
    const lost = await listLostFiles(core, signal)
    const known = new Set(lost)
    running.progress(0, total + lost.length)
    const verify = async (location: LocationRow, onFraction: (fraction: number) => void) => {
      const wasLost = known.has(location)
      const result = await verifyLocation(core, location, { full, repair, wasLost, signal, onFraction })
      if (result === 'repaired') running.item({ path: location.path, outcome: 'made' })
    }
    await eachFile(running, onlineFiles(core, lost, readBefore), verify, availableParallelism())
  })
}

/** Yields the lost files and then the present ones, without those on a disconnected disk. */
async function* onlineFiles(
  core: Core,
  lost: readonly LocationRow[],
  readBefore: string | undefined,
): AsyncGenerator<LocationRow> {
  let isOffline = await offlineAmong(
    core,
    lost.map(({ path }) => path),
  )
  const lostPaths = new Set(lost.map(({ path }) => path))
  for (const location of lost) if (!isOffline(location.path)) yield location
  const rows = eachRow(async (last?: LocationRow) => {
    const page = await listVerifiable(core.db, last?.path ?? '', readBefore, pageSize)
    isOffline = await offlineAmong(
      core,
      page.map(({ path }) => path),
    )
    return page
  })
  for await (const location of rows) if (!isOffline(location.path) && !lostPaths.has(location.path)) yield location
}

export const verification = {
  get: os.verification.get.handler(({ context: { core } }) => countVerified(core.db)),
  invariants: os.verification.invariants.handler(({ context: { core }, signal }) => checkInvariants(core, signal)),
  start: os.verification.start.handler(({ input, context: { core } }) => start(core, input)),
}
