import { RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { timestampBefore } from '../../database/connection/timestamp.ts'
import { deleteKey, deleteOldKeys, findKey, setResponse, upsertKey } from '../../database/idempotency-keys.ts'
import { hasEnded, thisProcess } from '../../storage/process-life.ts'
import type { Caller } from './caller.ts'

const keptDays = 1
const longestKey = 255

interface Call {
  key: string
  caller: Caller
  /** Identifies what is asked: address and body. */
  request_hash: string
}

/**
 * Makes the call of an idempotency key once. `make` returns the text of its response, or undefined for a call that
 * failed, which can be made again with the same key. A repeated call gets the response of the first for 24 hours.
 * @throws RushesError CONFLICT while the first one runs; KEY_REUSED if the first one was another call; BAD_INPUT
 */
export async function answerOnce(
  core: Core,
  { key, caller: { via, user_id }, request_hash }: Call,
  make: () => Promise<string | undefined>,
): Promise<{ isRepeated: boolean; response: string | undefined }> {
  if (key === '' || key.length > longestKey)
    throw new RushesError('BAD_INPUT', `Idempotency-Key: Expected 1 to ${longestKey} characters.`)
  const oldest = timestampBefore(core.clock(), keptDays)
  const named = { caller: `${via} ${user_id ?? ''}`, key }
  const known = await core.write(async ({ db, now }) => {
    await deleteOldKeys(db, oldest)
    const row = await findKey(db, named)
    if (row && row.request_hash !== request_hash)
      throw new RushesError('KEY_REUSED', 'This Idempotency-Key was sent with another call. Send a new key.')
    if (row && row.response === null && !hasEnded(row.owner))
      throw new RushesError('CONFLICT', 'The call with this Idempotency-Key is still running. Try again in a moment.')
    if (!row?.response)
      await upsertKey(db, { ...named, request_hash, owner: thisProcess, response: null, created_at: now })
    return row?.response
  })
  if (known) return { isRepeated: true, response: known }
  let response: string | undefined
  try {
    response = await make()
  } finally {
    const text = response
    await core.write(({ db }) => (text === undefined ? deleteKey(db, named) : setResponse(db, named, text)))
  }
  return { isRepeated: false, response }
}
