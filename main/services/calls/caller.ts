import { RushesError } from '../../../shared/errors.ts'
import { includesScope, type Scope } from '../../../shared/scopes.ts'

/** The ways in which a call can come. */
export type Via = 'window' | 'terminal' | 'browser' | 'token'

/** The user of a call, and the way in which it came. */
export interface Caller {
  /** The user that a token names; null for the person at this computer. */
  user_id: string | null
  scope: Scope
  via: Via
}

/** Returns the person at this computer, who may do everything. */
export function personHere(via: Exclude<Via, 'token'>): Caller {
  return { user_id: null, scope: 'admin', via }
}

/** Requires that a caller has a scope. @throws RushesError MISSING_SCOPE */
export function requireScope({ scope }: Caller, needed: Scope): void {
  if (includesScope(scope, needed)) return
  throw new RushesError('MISSING_SCOPE', `This call needs a token with the scope “${needed}”; yours has “${scope}”.`, {
    data: { scope: needed },
  })
}
