import type { RushesError } from '../../shared/errors.ts'
import { createAccess } from '../http/access.ts'
import type { Listener } from '../http/listen.ts'
import { createRecovery } from '../http/recovery.ts'
import { hostsAt, listenAt } from '../http/serve.ts'
import { say } from './output.ts'
import { openBrowser, stopped } from './serve-library.ts'
import type { ServeOptions } from './serve-options.ts'

/** Serves the page that restores a damaged library. Returns whether it was restored; false if it was stopped. */
export async function serveRecovery(folder: string, { message }: RushesError, options: ServeOptions): Promise<boolean> {
  const { key } = createAccess()
  const restored = Promise.withResolvers<boolean>()
  let listener: Listener | undefined
  const app = createRecovery({
    folder,
    reason: message,
    access: { key, hosts: () => hostsAt(listener?.port ?? 0) },
    next: 'Open Rushes at the address that “rushes serve” printed now.',
    onRestored: () => restored.resolve(true),
  })
  listener = await listenAt(app, options.port)
  say(message)
  say(`Restore a backup at ${listener.url}/?key=${key}`)
  if (options.open) await openBrowser(`${listener.url}/`)
  const isRestored = await Promise.race([restored.promise, stopped().then(() => false)])
  await listener.close()
  return isRestored
}
