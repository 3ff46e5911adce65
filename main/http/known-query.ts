import type { MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { requireKnownFields } from '../services/calls/known-fields.ts'

/** Refuses query parameters but these. @throws RushesError UNKNOWN_FIELD, which names the nearest of them */
export function takesQuery(...names: string[]): MiddlewareHandler {
  const known = z.object(Object.fromEntries(names.map((name) => [name, z.unknown()])))
  return async ({ req }, next) => {
    requireKnownFields(known, req.query())
    await next()
  }
}
