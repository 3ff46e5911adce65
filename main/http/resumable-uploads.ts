import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { MemoryLocker, Server } from '@tus/server'
import { Hono } from 'hono'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { addMedia } from '../ingest/add-media.ts'
import { adoptFile, findUpload, removeUploads, uploadLimits, uploadsFolder } from '../ingest/uploads.ts'
import { type AppEnv, callerOf, needsScope } from './caller-of-request.ts'
import { failureOf, problemOf } from './problem.ts'

const path = '/api/media/uploads'
/** An upload that nothing was added to for so long is removed. */
const expiresMs = 24 * 3_600_000

/**
 * Creates the routes of uploads that can be resumed after a broken connection or a restart, by the tus protocol (1.0).
 * Its metadata has the file name as `filename`. The response that ends an upload has the address of its record in
 * `Content-Location`. A file that is refused is removed.
 */
export function resumableUploadRoutes(core: Core): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const locker = new MemoryLocker()
  let opened: FileStore | undefined

  /** It creates its folder, and ends the process if that fails: so not before an upload, nor in a read-only library. */
  function openStore(): FileStore {
    const directory = uploadsFolder(core.layout)
    opened ??= new FileStore({ directory, expirationPeriodInMilliseconds: expiresMs })
    return opened
  }

  app.all('/*', needsScope('write'), async (context) => {
    core.access.requireWritable()
    const store = openStore()
    const { signal } = context.req.raw
    const server = new Server({
      path,
      datastore: store,
      locker,
      relativeLocation: true,
      // `sites.ts` decides which pages may call.
      allowedOrigins: () => false,
      onUploadCreate: async (_request, { size = 0, metadata }) => {
        await requireRoom(core, size).catch(asTusError)
        if (!metadata?.filename) await asTusError(new RushesError('BAD_INPUT', 'filename: is missing in the metadata.'))
        return {}
      },
      onUploadFinish: async (_request, { id, metadata }) => {
        const upload = await adoptFile(core.layout, metadata?.filename ?? '', join(store.directory, id))
        await store.remove(id)
        try {
          const file = { path: await findUpload(core.layout, upload), name: metadata?.filename ?? '' }
          const added = await addMedia(core, callerOf(context), { ...file, mode: 'move', uploaded: true }, signal)
          return { headers: { 'Content-Location': `/api/media/${encodeURIComponent(added.Id)}` } }
        } catch (error) {
          return await asTusError(error)
        } finally {
          await removeUploads(core.layout, [upload])
        }
      },
    })
    await store.deleteExpired().catch((error) => core.log.warn('uploads not removed', { error: String(error) }))
    return await server.handleWeb(context.req.raw)
  })
  return app
}

/** @throws RushesError DISK_FULL */
async function requireRoom({ layout }: Core, size: number): Promise<void> {
  const { bavail, bsize } = await statfs(layout.folder)
  if (bavail * bsize - size >= uploadLimits.reservedBytes) return
  throw new RushesError('DISK_FULL', 'The library’s disk has no room for this file.')
}

/** Throws an error as the server of the protocol expects it. */
async function asTusError(error: unknown): Promise<never> {
  const failure = failureOf(error)
  throw { status_code: failure.status, body: JSON.stringify(problemOf(failure)) }
}
