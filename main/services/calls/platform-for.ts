import type { Platform } from '../../core.ts'
import type { CallContext } from './implement.ts'

/** Returns what this computer offers to a caller: nothing to one with a token, who can be at another computer. */
export function platformFor({ core, caller }: Pick<CallContext, 'core' | 'caller'>): Platform {
  return caller.via === 'token' ? {} : core.platform
}
