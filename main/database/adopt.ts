import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import type { AdoptedTable } from '../../shared/contract/library.ts'
import { RushesError } from '../../shared/errors.ts'
import type { AdoptReply, AdoptRequest } from './adopt-rows.ts'

/**
 * Takes over the rows of another program's database, of which `copy` is ours to change, in one transaction in a thread of
 * its own. `named` is its path, for people; relative paths in it count from the first of `folders` where a file lies so.
 * @throws RushesError FILE_UNREADABLE, BAD_INPUT; nothing is taken then.
 */
export async function adoptCopy(database: Database, theirs: Omit<AdoptRequest, 'library'>): Promise<AdoptedTable[]> {
  const request: AdoptRequest = { ...theirs, library: database.name }
  // See [Note: one flat folder] for the extension.
  const worker = new Worker(new URL(`./adopt-worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: request,
  })
  const [reply] = (await once(worker, 'message')) as [AdoptReply]
  if ('tables' in reply) return reply.tables
  throw new RushesError(reply.error.code, reply.error.message)
}
