import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { MemoryLocker, Server, type Upload as TusUpload } from '@tus/server'
import { type Context, Hono } from 'hono'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { addMedia } from '../ingest/add-media.ts'
import { adoptFile, findUpload, removeUploads, uploadLimits, uploadsFolder } from '../ingest/uploads.ts'
import { type AppEnv, callerOf, needsScope } from './caller-of-request.ts'
import { failureOf, problemOf } from './problem.ts'

const path = '/api/media/uploads'
/** An upload that has not ended so long after its creation is removed. */
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

  const recording = new Map<string, Promise<string>>()

  /** Records a complete upload once, however many requests ask for it at the same time. */
  function record(context: Context, store: FileStore, upload: TusUpload): Promise<string> {
    const { id } = upload
    const running = recording.get(id) ?? addUploaded(core, context, store, upload).finally(() => recording.delete(id))
    recording.set(id, running)
    return running
  }

  app.all('/*', needsScope('write'), async (context) => {
    core.access.requireWritable()
    const store = openStore()
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
      onUploadFinish: async (_request, upload) => ({
        headers: { 'Content-Location': await record(context, store, upload).catch(asTusError) },
      }),
    })
    if (context.req.method === 'POST')
      await store.deleteExpired().catch((error) => core.log.warn('uploads not removed', { error: String(error) }))
    const response = await server.handleWeb(context.req.raw)
    const size = response.headers.get('upload-length')
    if (context.req.method !== 'HEAD' || size === null || response.headers.get('upload-offset') !== size)
      return response
    // The process ended between the last byte and the record, or the request that sent it is recording it now.
    const id = decodeURIComponent(new URL(context.req.url).pathname.split('/').at(-1) ?? '')
    response.headers.set('content-location', await record(context, store, await store.getUpload(id)))
    return response
  })
  return app
}

/**
 * Adds the file of an upload that is complete, and removes the upload unless the same bytes could be added later.
 * Returns the address of the record.
 */
async function addUploaded(
  core: Core,
  context: Context,
  store: FileStore,
  { id, metadata }: Pick<TusUpload, 'id' | 'metadata'>,
): Promise<string> {
  const name = metadata?.filename ?? ''
  const upload = await adoptFile(core.layout, name, join(store.directory, id))
  try {
    const file = { path: await findUpload(core.layout, upload), name, mode: 'move', uploaded: true } as const
    const added = await addMedia(core, callerOf(context), file, context.req.raw.signal)
    await store.remove(id)
    return `/api/media/${encodeURIComponent(added.Id)}`
  } catch (error) {
    if (error instanceof RushesError && ['BAD_INPUT', 'FILE_UNREADABLE'].includes(error.code)) await store.remove(id)
    throw error
  } finally {
    await removeUploads(core.layout, [upload])
  }
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
