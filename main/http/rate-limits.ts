import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { RushesError } from '../../shared/errors.ts'
import type { Caller } from '../services/calls/caller.ts'

/** The most requests in a time, in seconds. */
export const rateLimits = {
  /** Requests of one user with a token. */
  calls: { points: 3000, duration: 10 },
  /** Requests from one address with a wrong key or token. */
  refusals: { points: 100, duration: 60 },
}

/** Counts requests of one server. */
export interface RateLimits {
  /** Counts a request of a caller with a token; others are at this computer. @throws RushesError TOO_MANY_REQUESTS */
  countCall(caller: Caller): Promise<void>
  /** Counts a refused request. @throws RushesError TOO_MANY_REQUESTS */
  countRefusal(context: Context): Promise<void>
}

/** Creates the limits of one server. `isBehindProxy`: the address is the one that the proxy adds. */
export function createRateLimits(isBehindProxy: boolean, limits = rateLimits): RateLimits {
  const calls = new RateLimiterMemory(limits.calls)
  const refusals = new RateLimiterMemory(limits.refusals)
  return {
    countCall: async ({ via, user_id }) => {
      if (via === 'token') await consume(calls, user_id ?? '')
    },
    countRefusal: (context) => consume(refusals, addressOf(context, isBehindProxy)),
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const seconds = Math.ceil(error.msBeforeNext / 1000)
    throw new RushesError('TOO_MANY_REQUESTS', `Too many requests. Wait ${seconds} s.`, {
      data: { retry_after_seconds: seconds },
    })
  }
}

function addressOf(context: Context, isBehindProxy: boolean): string {
  // A client can send the header too; the proxy appends the address that it sees.
  const forwarded = isBehindProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return forwarded || (context.env?.incoming && getConnInfo(context).remote.address) || ''
}
