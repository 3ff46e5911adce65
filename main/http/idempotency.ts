import { createHash } from 'node:crypto'
import type { Core } from '../core.ts'
import { answerOnce } from '../services/calls/answer-once.ts'
import type { Caller } from '../services/calls/caller.ts'
import { readLimited } from './unreadable-call.ts'

/** The header with which a program repeats a POST safely (draft-ietf-httpapi-idempotency-key-header). */
const keyHeader = 'idempotency-key'

type Answer = (request: Request) => Promise<Response | undefined>

/**
 * Answers a POST with an Idempotency-Key once: a repeated one gets the first response, with `Idempotency-Replayed`.
 * Other requests are answered as they come.
 * @throws RushesError CONFLICT, KEY_REUSED, BAD_INPUT
 */
export async function answerIdempotent(
  core: Core,
  caller: Caller,
  request: Request,
  answer: Answer,
): Promise<Response | undefined> {
  const key = request.headers.get(keyHeader)
  if (key === null || request.method !== 'POST') return await answer(request)
  const body = await readLimited(request)
  const { pathname, search } = new URL(request.url)
  const request_hash = createHash('sha256').update(`${pathname}${search}\n`).update(body).digest('hex')
  let failed: Response | undefined
  const { isRepeated, response } = await answerOnce(core, { key, caller, request_hash }, async () => {
    const first = await answer(new Request(request.url, { method: 'POST', headers: request.headers, body }))
    if (first?.ok) return await first.text()
    failed = first
  })
  if (response === undefined) return failed
  const headers = { 'content-type': 'application/json', ...(isRepeated && { 'idempotency-replayed': 'true' }) }
  return new Response(response, { headers })
}
