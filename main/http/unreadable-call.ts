import { ORPCError } from '@orpc/server'
import { BodyLimitPlugin } from '@orpc/server/fetch'
import { errorKinds, messageOf, RushesError } from '../../shared/errors.ts'
import { formatBytes } from '../../shared/units.ts'

/** Twice the largest cached row, and more than any other call needs. Uploads do not count as calls. */
const maxBytes = 32 * 2 ** 20

const tooLarge = `The call could not be read: it is larger than ${formatBytes(maxBytes)}. Split it into several calls.`

/** Rejects calls whose body exceeds `maxBytes`. */
export const limitCalls = new BodyLimitPlugin<Record<never, never>>({ maxBodySize: maxBytes })

/**
 * Reports a call whose body cannot be parsed (invalid JSON, too large) as BAD_INPUT. Such a call fails before it
 * reaches the services, which report errors of the closed list themselves.
 */
export async function refuseUnreadable<Result>({ next }: { next(): Promise<Result> }): Promise<Result> {
  try {
    return await next()
  } catch (error) {
    const isTooLarge = error instanceof ORPCError && error.code === 'PAYLOAD_TOO_LARGE'
    if (error instanceof ORPCError && !isTooLarge) throw error
    const message = isTooLarge ? tooLarge : `The call could not be read: ${messageOf(error)}`
    throw new ORPCError('BAD_INPUT', { defined: true, status: errorKinds.BAD_INPUT.status, message, cause: error })
  }
}

/** Reads the body of a call, which a second reader needs. @throws RushesError BAD_INPUT if it exceeds `maxBytes` */
export async function readLimited({ body }: Request): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new RushesError('BAD_INPUT', tooLarge)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
