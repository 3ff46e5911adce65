import type { S3ClientConfig } from '@aws-sdk/client-s3'

/** The number of attempts of a call, and the pause before each retry. */
export interface Retries {
  attempts: number
  /** `retry` is counted from 1. */
  pauseMs(retry: number): number
}

/** Returns pauses from 250 ms to 10 s, each up to a fifth shorter, so that clients do not retry at the same time. */
function growing(retry: number): number {
  return Math.min(10_000, 250 * 2 ** (retry - 1)) * (0.8 + 0.2 * Math.random())
}

/**
 * `patient` is for jobs: its pauses outlast a server that fails for a minute. `quick` is for a person, who gets an
 * answer at once.
 */
export const retries = {
  patient: { attempts: 13, pauseMs: growing },
  quick: { attempts: 2, pauseMs: growing },
} as const satisfies Record<string, Retries>

/**
 * Returns the retries as the SDK takes them. Its own strategy stops after some 35 retries of all calls together, which
 * frames that are uploaded side by side use up within seconds, and its random pauses may last half a minute only.
 */
export function retryStrategy({ attempts, pauseMs }: Retries): NonNullable<S3ClientConfig['retryStrategy']> {
  const tokenOf = (retry: number) => ({
    getRetryCount: () => retry,
    getRetryDelay: () => (retry === 0 ? 0 : pauseMs(retry)),
    getRetryCost: () => undefined,
  })
  return {
    mode: 'standard',
    acquireInitialRetryToken: async () => tokenOf(0),
    async refreshRetryTokenForRetry(token, { errorType }) {
      const retry = token.getRetryCount() + 1
      if (retry >= attempts || errorType === 'CLIENT_ERROR') throw new Error('The call is not tried again.')
      return tokenOf(retry)
    },
    recordSuccess: () => undefined,
  }
}
