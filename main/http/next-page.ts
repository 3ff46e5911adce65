import type { z } from 'zod'
import type { ProcedureMeta } from '../../shared/contract/procedure.ts'
import type { CallContext } from '../services/calls/implement.ts'

/** The answer of a call. */
export interface Page {
  /** The fields of the next page, if a list goes on. */
  next?: Record<string, string> | undefined
  /** True if it may be sent again (see `ProcedureMeta.isKept`). */
  isKept?: boolean | undefined
}

/** The context of a call over REST. */
export interface RestContext extends CallContext {
  page: Page
}

interface PagedCall {
  context: RestContext
  procedure: { '~orpc': { meta: ProcedureMeta; inputSchema?: unknown } }
  input: unknown
  next(): Promise<unknown>
}

/** Calls a procedure, and notes the next page of a list. */
export async function notePage({ context, procedure, input, next }: PagedCall): Promise<unknown> {
  const output = await next()
  const { meta, inputSchema } = procedure['~orpc']
  context.page.isKept = meta.isKept
  if (meta.nextPage) context.page.next = meta.nextPage(output, limitOf(input, inputSchema as z.ZodObject | undefined))
  return output
}

/** Returns the number of rows that a caller asked for, or the usual one of the list. */
function limitOf(input: unknown, schema: z.ZodObject | undefined): number {
  const { limit } = (input ?? {}) as { limit?: number | string }
  return Number(limit ?? (schema?.shape.limit as z.ZodType | undefined)?.parse(undefined))
}

/** Returns the header `Link` with the address of the next page (RFC 8288). */
export function linkTo(fields: Record<string, string>, { url }: Request): string {
  const { pathname, searchParams } = new URL(url)
  searchParams.delete('offset')
  for (const [name, value] of Object.entries(fields)) searchParams.set(name, value)
  return `<${pathname}?${searchParams}>; rel="next"`
}
