import { readFile } from 'node:fs/promises'
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  importSPKI,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import { RushesError } from '../../../shared/errors.ts'
import { type Scope, scopes, smallerScope } from '../../../shared/scopes.ts'
import type { Core } from '../../core.ts'
import type { Issuer } from '../../storage/credentials.ts'
import type { Caller } from '../calls/caller.ts'

/** The issuer of the library's own tokens. */
export const ownIssuer = 'rushes'

/** The algorithms of other issuers. None of them takes a public key for a shared secret. */
const publicAlgorithms = ['RS256', 'ES256']

/** Returns the caller that a token stands for. @throws RushesError UNAUTHENTICATED with a reason. */
export type VerifyToken = (token: string) => Promise<Caller>

/** Creates the check of tokens for one library. Keys of other issuers are read once, and those at an address cached. */
export function createTokenVerifier(core: Pick<Core, 'credentials' | 'clock' | 'log'>): VerifyToken {
  const keys = new Map<string, Promise<JWTVerifyGetKey>>()

  /** Settings that changed are another entry, so that a corrected file counts at once. */
  function keysOf(issuer: Issuer, algorithm: string): Promise<JWTVerifyGetKey> {
    const name = JSON.stringify([issuer, algorithm])
    const known = keys.get(name) ?? readKeys(issuer, algorithm)
    keys.set(name, known)
    known.catch(() => keys.delete(name))
    return known
  }

  async function verifyForeign(token: string, algorithm: string): Promise<Caller> {
    const { issuers } = await core.credentials.settings()
    const issuer = issuers.find(({ issuer: name }) => name === decodeJwt(token).iss)
    if (!issuer) throw refused('Its issuer is not in the settings of this library.')
    const key = await keysOf(issuer, algorithm)
    const options = { algorithms: publicAlgorithms, issuer: issuer.issuer, audience: issuer.audience }
    const { payload } = await jwtVerify(token, key, { ...options, currentDate: core.clock() })
    return {
      user_id: userOf(payload),
      scope: smallerScope(scopeOf(payload) ?? issuer.scope, issuer.scope),
      via: 'token',
    }
  }

  async function verifyOwn(token: string): Promise<Caller> {
    const options = { algorithms: ['HS256'], issuer: ownIssuer, audience: core.credentials.library }
    const secret = await core.credentials.secret()
    const { payload } = await jwtVerify(token, secret, { ...options, currentDate: core.clock() })
    const issued = await core.credentials.findToken(payload.jti ?? '')
    if (!issued) throw refused('It is not among the tokens of this library.')
    if (issued.revoked_at !== null) throw refused('It was revoked.')
    return { user_id: userOf(payload), scope: issued.scope, via: 'token' }
  }

  return async (token) => {
    try {
      const { alg = 'none' } = decodeProtectedHeader(token)
      return await (alg === 'HS256' ? verifyOwn(token) : verifyForeign(token, requirePublic(alg)))
    } catch (error) {
      if (error instanceof RushesError && error.code === 'UNAUTHENTICATED') throw error
      if (!(error instanceof errors.JOSEError || error instanceof TypeError))
        core.log.warn('token not verified', { error: String(error) })
      throw refused(reasonOf(error), error)
    }
  }
}

function requirePublic(algorithm: string): string {
  if (publicAlgorithms.includes(algorithm)) return algorithm
  throw refused(`Its algorithm is not accepted. Use HS256, ${publicAlgorithms.join(' or ')}.`)
}

async function readKeys({ public_key, jwks }: Issuer, algorithm: string): Promise<JWTVerifyGetKey> {
  if (jwks !== undefined && /^https?:/.test(jwks)) return createRemoteJWKSet(new URL(jwks))
  if (jwks !== undefined) return createLocalJWKSet(JSON.parse(await readFile(jwks, 'utf8')))
  const key = await importSPKI(await readFile(public_key ?? '', 'utf8'), algorithm)
  return async () => key
}

/** @throws RushesError UNAUTHENTICATED */
function userOf({ sub, nameid, user_id }: JWTPayload): string {
  const user = [sub, nameid, user_id].find((claim) => typeof claim === 'string' && claim.trim() !== '')
  if (typeof user !== 'string' || user.length > 300) throw refused('It names no user in “sub”, “nameid” or “user_id”.')
  return user
}

/** Returns the largest of our scopes that a token of another issuer lists; undefined if it lists none. */
function scopeOf({ scope, scp }: JWTPayload): Scope | undefined {
  const listed = [scope, scp].flatMap((claim) => (typeof claim === 'string' ? claim.split(' ') : claim))
  return scopes.findLast((name) => listed.includes(name))
}

function refused(reason: string, cause?: unknown): RushesError {
  return new RushesError('UNAUTHENTICATED', `The token is not accepted. ${reason}`, { cause })
}

/** Says why a token was refused, from a list of sentences, so that nothing of a key or a secret can be in it. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'It has expired.'
  if (error instanceof errors.JWTClaimValidationFailed)
    return claimReasons[error.claim] ?? 'One of its claims is wrong.'
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return 'Its signature does not match.'
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid || error instanceof TypeError)
    return 'It is not a signed JSON Web Token.'
  return 'The keys of its issuer could not be read.'
}

const claimReasons: Record<string, string> = {
  nbf: 'It is not valid yet.',
  aud: 'It is for another audience.',
  iss: 'It is of another issuer.',
  exp: 'Its expiry is not a date.',
}
