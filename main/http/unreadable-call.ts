import { ORPCError } from '@orpc/server'
import { BodyLimitPlugin } from '@orpc/server/fetch'
import { errorKinds, messageOf } from '../../shared/errors.ts'
import { formatBytes } from '../../shared/units.ts'

/** Twice what the largest row of a cache may hold, and more than any other call needs. Uploads are no calls. */
const mostBytes = 32 * 2 ** 20

/** Stops reading a call that is too large to be one. */
export const limitCalls = new BodyLimitPlugin<Record<never, never>>({ maxBodySize: mostBytes })

/**
 * A call that cannot even be read, such as broken JSON or one without end, never gets as far as the services, whose errors
 * are those of the closed list. It is refused as they would: as BAD_INPUT.
 */
export async function refuseUnreadable<Result>({ next }: { next(): Promise<Result> }): Promise<Result> {
  try {
    return await next()
  } catch (error) {
    const isTooLarge = error instanceof ORPCError && error.code === 'PAYLOAD_TOO_LARGE'
    if (error instanceof ORPCError && !isTooLarge) throw error
    const reason = isTooLarge ? `it is larger than ${formatBytes(mostBytes)}.` : messageOf(error)
    const message = `The call cannot be read: ${reason}`
    throw new ORPCError('BAD_INPUT', { defined: true, status: errorKinds.BAD_INPUT.status, message, cause: error })
  }
}
