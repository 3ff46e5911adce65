import type { Context, MiddlewareHandler } from 'hono'
import type { Scope } from '../../shared/scopes.ts'
import { type Caller, requireScope } from '../services/calls/caller.ts'

/** The variables of each request. */
export interface AppEnv {
  Variables: { caller: Caller }
}

/** Makes `caller` the caller of all requests. */
export function alwaysCalledBy(caller: Caller): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    context.set('caller', caller)
    await next()
  }
}

/** Requires a scope of the caller. @throws RushesError MISSING_SCOPE */
export function needsScope(scope: Scope): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    requireScope(callerOf(context), scope)
    await next()
  }
}

/** Returns the caller of a request, which the middleware before all routes has set. */
export function callerOf(context: Context): Caller {
  return context.get('caller')
}
