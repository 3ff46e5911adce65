import { randomUUID } from 'node:crypto'
import type { ContractRouter } from '@orpc/contract'
import { type ImplementerInternalWithMiddlewares, implement, ORPCError, os, type RouterImplementer } from '@orpc/server'
import type { z } from 'zod'
import type { ProcedureMeta } from '../../../shared/contract/procedure.ts'
import { errorKinds, isDiskFull, messageOf, RushesError } from '../../../shared/errors.ts'
import { stepHeader } from '../../../shared/history.ts'
import type { Core } from '../../core.ts'
import type { StoredOutput } from '../../database/checkpoints/outputs.ts'
import { libraryBusy } from '../../database/connection/query-threads.ts'
import { isBusy } from '../../database/connection/sqlite-errors.ts'
import { type Step, withStep } from '../../database/journal/current-step.ts'
import { DryRunEnd } from '../../database/journal/dry-run.ts'
import { type Caller, requireScope } from './caller.ts'
import { requireKnownFields } from './known-fields.ts'

/** The context that each call gets besides its input. */
export interface CallContext {
  core: Core
  caller: Caller
  /** Headers of the request, of which `stepHeader` is read. */
  reqHeaders?: Headers
  /** Names the step of which this call is a part; calls with the same name are one entry of the history. */
  step?: string | undefined
  /** Reports what the call would change, and changes nothing. */
  isDryRun?: boolean
  /** The output of a checkpoint to save, if a thread has taken it from the input and packed it. */
  output?: StoredOutput | undefined
}

interface Issue {
  path?: readonly PropertyKey[]
  message: string
}

/** Serves every call: checks the scope and the fields, names the step, and turns all errors into those of the list. */
const aroundCalls = os
  .$context<CallContext>()
  .$meta<ProcedureMeta>({})
  .middleware(async ({ next, context, path, procedure }, input, output) => {
    const startedMs = performance.now()
    try {
      const { scope = 'admin', hasDryRun } = procedure['~orpc'].meta
      requireScope(context.caller, scope)
      requireKnownFields(procedure['~orpc'].inputSchema as z.core.$ZodType | undefined, input)
      if (context.isDryRun && scope !== 'read' && !hasDryRun)
        throw new RushesError('NOT_SUPPORTED', `${path.join('.')} has no dry run.`)
      return await withStep(stepOf(context, path.join('.')), next)
    } catch (error) {
      if (error instanceof DryRunEnd) return output(error.report as never)
      const known = toRushesError(error)
      if (known.code === 'INTERNAL') {
        context.core.log.warn(`${path.join('.')} failed`, {
          error: error instanceof Error ? error.stack : String(error),
        })
      }
      throw toOrpcError(known)
    } finally {
      context.core.log.trace('rpc', path.join('.'), { durationMs: performance.now() - startedMs })
    }
  })

/**
 * Returns calls of the contract, to be implemented: `os.videos.list.handler(({ input, context }) => …)`. A service
 * passes those of its noun only, so that it can be loaded without the whole contract. All errors leave as one of the
 * closed list: a `RushesError` unchanged, refused input as BAD_INPUT with the fields or UNKNOWN_FIELD, anything else as
 * INTERNAL, which is logged with its stack.
 */
export function implementCalls<Calls extends ContractRouter<ProcedureMeta>>(
  calls: Calls,
): ImplementerInternalWithMiddlewares<Calls, CallContext, CallContext> {
  const implementer: unknown = implement(calls).$context<CallContext>()
  return (implementer as RouterImplementer<Calls, CallContext, CallContext>).use(aroundCalls as never)
}

const longestStep = 100

/** Returns the step of a call: that of its name, or one of its own. */
function stepOf({ caller, reqHeaders, isDryRun = false, ...context }: CallContext, action: string): Step {
  const step = context.step ?? reqHeaders?.get(stepHeader)?.slice(0, longestStep)
  return { id: step || randomUUID(), author: caller.via, user_id: caller.user_id, action, isDryRun }
}

function toRushesError(error: unknown): RushesError {
  if (error instanceof RushesError) return error
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') return badInput(error.data)
  // Our own code never recurses so deep, only over input.
  if (error instanceof RangeError && error.message.includes('call stack')) {
    return new RushesError('BAD_INPUT', 'The input is nested too deeply.', { cause: error })
  }
  if (isBusy(error)) return libraryBusy(error)
  if (isDiskFull(error)) {
    return new RushesError('DISK_FULL', 'The disk of the library is full, so nothing was changed.', { cause: error })
  }
  const reason = messageOf(error)
  return new RushesError('INTERNAL', `Something went wrong inside Rushes: ${reason}`, { cause: error })
}

/** Most fields that an error names; a list of thousands can be wrong in each. */
const maxIssues = 5

function badInput(data: unknown): RushesError {
  const all: Issue[] = (data as { issues?: Issue[] } | undefined)?.issues ?? []
  const issues = all.slice(0, maxIssues)
  const fields = issues.map(({ path = [] }) => path.map(String).join('.'))
  const said = issues.map(({ message }, index) => (fields[index] ? `${fields[index]}: ${message}` : message))
  return new RushesError('BAD_INPUT', said.join(' ') || 'The input is not what this call takes.', { data: { fields } })
}

function toOrpcError({ code, message, data }: RushesError): ORPCError<string, unknown> {
  return new ORPCError(code, { defined: true, status: errorKinds[code].status, message, data })
}
