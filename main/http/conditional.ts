import { createHash } from 'node:crypto'
import { RushesError } from '../../shared/errors.ts'
import { isHeld } from './send-file.ts'

/** The headers of an answer with an ETag, and those of its body. */
export const revalidated = { 'cache-control': 'private, no-cache' }
export const json = { 'content-type': 'application/json' }

/**
 * Adds the ETag of a JSON response to a GET, computed from its text; 304 without a body if the caller has it
 * (`If-None-Match`; RFC 9110, section 13). Other responses stay unchanged. Calls `keep` with the text and its ETag.
 */
export async function withEtag(
  request: Request,
  response: Response,
  keep?: (answer: { body: string; etag: string }) => void,
): Promise<Response> {
  const isJson = response.headers.get('content-type') === 'application/json'
  if (request.method !== 'GET' || response.status !== 200 || !isJson) return response
  const body = await response.text()
  const etag = etagOf(body)
  keep?.({ body, etag })
  const headers = new Headers(response.headers)
  headers.set('etag', etag)
  headers.set('cache-control', revalidated['cache-control'])
  if (!isHeld(request.headers.get('if-none-match'), etag)) return new Response(body, { headers })
  headers.delete('content-type')
  headers.delete('content-length')
  return new Response(null, { status: 304, headers })
}

/**
 * Requires that the resource at the address of a request that changes it still has the ETag of `If-Match`. `get` asks
 * for it; undefined if the address cannot be read. A resource that is missing is left to the call itself.
 * @throws RushesError PRECONDITION_FAILED; BAD_INPUT for an address without an ETag
 */
export async function requireMatch(request: Request, get: () => Promise<Response | undefined>): Promise<void> {
  const tags = request.headers.get('if-match')
  if (tags === null) return
  const response = await get()
  if (!response)
    throw new RushesError('BAD_INPUT', 'If-Match: This address has no ETag. Send it for one that can be read by GET.')
  if (response.status !== 200 || isHeld(tags, etagOf(await response.text()))) return
  throw new RushesError('PRECONDITION_FAILED', 'It has changed since you read it. Read it again, then decide.')
}

/**
 * Returns a function that runs work on one resource after another: a change that depends on an ETag is made before
 * another one reads it. Changes of other resources do not wait.
 */
export function createTurns(): <T>(resource: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return async (resource, work) => {
    const turn = (last.get(resource) ?? Promise.resolve()).then(work, work)
    last.set(resource, turn)
    try {
      return await turn
    } finally {
      if (last.get(resource) === turn) last.delete(resource)
    }
  }
}

function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
}
