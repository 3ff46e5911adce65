import { ORPCError } from '@orpc/server'
import { errorKinds, messageOf } from '../../shared/errors.ts'

/**
 * A call that cannot even be read, such as broken JSON, never gets as far as the services, whose errors are those of the
 * closed list. It is refused as they would: as BAD_INPUT.
 */
export async function refuseUnreadable<Result>({ next }: { next(): Promise<Result> }): Promise<Result> {
  try {
    return await next()
  } catch (error) {
    if (error instanceof ORPCError) throw error
    const message = `The call cannot be read: ${messageOf(error)}`
    throw new ORPCError('BAD_INPUT', { defined: true, status: errorKinds.BAD_INPUT.status, message, cause: error })
  }
}
