import { z } from 'zod'
import { scopes } from '../scopes.ts'
import { adminProcedure, timestamp } from './procedure.ts'

/** A token that this library issued. Its text is shown once, when it is created. */
export const tokenSchema = z.object({
  id: z.string(),
  /** The user whose calls it makes. */
  user_id: z.string(),
  scope: z.enum(scopes),
  created_at: timestamp,
  /** Null if it does not expire. */
  expires_at: timestamp.nullable(),
  /** Null if it was not revoked. */
  revoked_at: timestamp.nullable(),
})
export type Token = z.infer<typeof tokenSchema>

const tenYears = 3650

export const tokens = {
  list: adminProcedure
    .route({ method: 'GET', path: '/tokens', summary: 'List the tokens that were issued for this library' })
    .output(z.array(tokenSchema)),
  create: adminProcedure
    .route({ method: 'POST', path: '/tokens', summary: 'Issue a token for a user' })
    .input(
      z.object({
        user_id: z.string().trim().min(1).max(300),
        scope: z.enum(scopes).default('write'),
        /** Days until it expires; null for a token that does not. */
        expires_in_days: z.number().positive().max(tenYears).nullable().default(30),
      }),
    )
    .output(tokenSchema.extend({ token: z.string() })),
  /** The token is refused from the next request on. */
  revoke: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/tokens/{id}/revoke', summary: 'Revoke a token' })
    .input(z.object({ id: z.string() }))
    .output(tokenSchema),
}
