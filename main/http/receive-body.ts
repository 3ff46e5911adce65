import type { Readable } from 'node:stream'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { receiveUpload, type Upload } from '../ingest/uploads.ts'

/**
 * Streams the file `name` of a request to the incoming folder. Nothing of it stays if it does not arrive in full.
 * @throws RushesError CANCELLED if the client is gone or sends nothing any more; DISK_FULL, CONFLICT
 */
export async function receiveBody(
  { layout }: Core,
  name: string,
  body: Readable | ReadableStream<Uint8Array>,
  signal: AbortSignal,
): Promise<Upload> {
  return await receiveUpload(layout, name, body).catch((error) => {
    if (signal.aborted)
      throw new RushesError('CANCELLED', `${name} was not uploaded completely. Upload it again.`, { cause: error })
    throw describeFileError(error, name)
  })
}
