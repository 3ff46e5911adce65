import { sharing as calls } from '../../shared/contract/sharing.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Platform } from '../core.ts'
import { type CallContext, implementCalls } from './calls/implement.ts'
import { requireAbsolute } from './calls/input.ts'
import { platformFor } from './calls/platform-for.ts'

const os = implementCalls({ sharing: calls })

/** @throws RushesError NOT_SUPPORTED */
function requireSharing(context: CallContext): NonNullable<Platform['sharing']> {
  const { sharing } = platformFor(context)
  if (sharing) return sharing
  throw new RushesError('NOT_SUPPORTED', 'Only the desktop window shares its library. Use “rushes serve”.')
}

export const sharing = {
  get: os.sharing.get.handler(({ context }) => requireSharing(context).state()),
  start: os.sharing.start.handler(async ({ input, context }) => {
    for (const field of ['tls_cert', 'tls_key'] as const) {
      const path = input[field]
      if (path !== null) requireAbsolute(field, [path])
    }
    return await requireSharing(context).start(context.core, input)
  }),
  stop: os.sharing.stop.handler(({ context }) => requireSharing(context).stop(context.core)),
}
