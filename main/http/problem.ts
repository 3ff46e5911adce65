import { STATUS_CODES } from 'node:http'
import { ORPCError } from '@orpc/server'
import { type ErrorCode, errorKinds, messageOf, RushesError } from '../../shared/errors.ts'

/** The content type of an error. */
export const problemType = 'application/problem+json'

interface Failure {
  code: ErrorCode | (string & {})
  status: number
  message: string
  data?: unknown
}

/** Returns the failure that anything thrown stands for; calls through a client throw errors of the contract. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const { code, status, message, data } = error
    return { code, status, message, data }
  }
  const known = error instanceof RushesError ? error : new RushesError('INTERNAL', messageOf(error), { cause: error })
  const { code, message, data } = known
  return { code, status: errorKinds[code].status, message, data }
}

/** Returns an error as problem details (RFC 9457), with the code of the closed list and the data for programs. */
export function problemOf({ code, status, message, data }: Failure) {
  return { type: 'about:blank', title: STATUS_CODES[status], status, detail: message, code, message, data }
}

/** Returns the response for an error. `headers` are added, or replace the content type. */
export function problemResponse(failure: Failure, headers: Record<string, string> = {}): Response {
  const { status } = failure
  return new Response(JSON.stringify(problemOf(failure)), {
    status,
    headers: { 'content-type': problemType, ...headers },
  })
}

/** Returns the response for an error in the form of oRPC, the only one that clients of the contract read. */
export function rpcErrorResponse(failure: Failure): Response {
  const { status } = failure
  return Response.json({ json: { defined: true, ...failure } }, { status, headers: errorHeaders(failure) })
}

/** The JSON Schema of `problemOf`. */
export const problemSchema = {
  type: 'object',
  properties: {
    type: { const: 'about:blank' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What happened, to which file, and what to do.' },
    code: { type: 'string', description: 'Does not change, unlike the sentence.' },
    message: { type: 'string', description: 'The same as `detail`.' },
    data: { type: 'object', description: 'Details for programs, such as the names of fields.' },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'message'],
} as const

/** Returns the headers that tell a program what to do about an error: when to retry, and why a token was refused. */
export function errorHeaders({ code, message, data }: Omit<Failure, 'status'>): Record<string, string> {
  if (code === 'LIBRARY_BUSY') return { 'retry-after': retryAfterSeconds }
  if (code === 'TOO_MANY_REQUESTS')
    return { 'retry-after': String((data as { retry_after_seconds?: number } | undefined)?.retry_after_seconds ?? 1) }
  if (code === 'UNAUTHENTICATED')
    return { 'www-authenticate': `Bearer error="invalid_token", error_description="${asAscii(message)}"` }
  return {}
}

/** A library that another program writes to is usually free again after some seconds. */
const retryAfterSeconds = '10'

function asAscii(text: string): string {
  return text.replaceAll(/[“”"]/g, "'").replaceAll(/[^\x20-\x7e]/g, '?')
}
