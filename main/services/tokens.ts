import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { tokens as calls, type Token } from '../../shared/contract/tokens.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Scope } from '../../shared/scopes.ts'
import { dayMs } from '../../shared/units.ts'
import type { Core } from '../core.ts'
import { toTimestamp } from '../database/connection/timestamp.ts'
import { endDryRun } from '../database/journal/dry-run.ts'
import { implementCalls } from './calls/implement.ts'
import { ownIssuer } from './tokens/verify-token.ts'

const os = implementCalls({ tokens: calls })

interface NewToken {
  user_id: string
  scope: Scope
  expires_in_days: number | null
}

/** Issues a token, which is recorded before its text exists. */
async function create({ credentials, clock }: Core, { user_id, scope, expires_in_days }: NewToken) {
  const now = clock()
  const expires = expires_in_days === null ? null : new Date(now.getTime() + expires_in_days * dayMs)
  const record: Token = {
    id: randomUUID(),
    user_id,
    scope,
    created_at: toTimestamp(now),
    expires_at: expires && toTimestamp(expires),
    revoked_at: null,
  }
  await credentials.saveToken(record)
  const unsigned = new SignJWT({ scope })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(ownIssuer)
    .setAudience(credentials.library)
    .setSubject(user_id)
    .setJti(record.id)
    .setIssuedAt(now)
  if (expires) unsigned.setExpirationTime(expires)
  return { ...record, token: await unsigned.sign(await credentials.secret()) }
}

/** Revokes a token; one that was revoked keeps its time. @throws RushesError NOT_FOUND */
async function revoke({ credentials, clock }: Core, id: string): Promise<Token> {
  const token = await credentials.findToken(id)
  if (!token) throw new RushesError('NOT_FOUND', `Token not found: ${id}.`)
  endDryRun([{ tbl: 'tokens', op: 'delete', rows: token.revoked_at === null ? 1 : 0 }])
  const revoked = { ...token, revoked_at: token.revoked_at ?? toTimestamp(clock()) }
  await credentials.saveToken(revoked)
  return revoked
}

/** Lists all tokens, newest first. */
async function list({ credentials }: Core): Promise<Token[]> {
  const tokens = await credentials.listTokens()
  return tokens.sort((a, b) => b.created_at.localeCompare(a.created_at) || a.id.localeCompare(b.id))
}

export const tokens = {
  list: os.tokens.list.handler(({ context: { core } }) => list(core)),
  create: os.tokens.create.handler(({ input, context: { core } }) => create(core, input)),
  revoke: os.tokens.revoke.handler(({ input, context: { core } }) => revoke(core, input.id)),
}
