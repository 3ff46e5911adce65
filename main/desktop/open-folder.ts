import { RPCHandler } from '@orpc/server/message-port'
import { RequestHeadersPlugin } from '@orpc/server/plugins'
import type { BrowserWindow, MessagePortMain } from 'electron'
import type { Hono } from 'hono'
import type { Job } from '../../shared/contract/jobs.ts'
import { version } from '../about.ts'
import { type Core, openCore } from '../core.ts'
import type { AppEnv } from '../http/caller-of-request.ts'
import { createClient, router } from '../router.ts'
import { personHere } from '../services/calls/caller.ts'
import { askSchema } from './dialogs.ts'
import { createPlatform } from './platform.ts'
import type { Restart } from './quit.ts'
import { showProgress } from './task-bar.ts'

/** An open library of this computer, and what answers the window with it. */
export interface OpenFolder {
  /** Answers a request of the page. */
  fetch(request: Request): Promise<Response>
  /** Answers calls on a port that the page sent. */
  answerPort(port: MessagePortMain): void
  /** Returns the ids of the active jobs of this process. */
  ownJobs(): string[]
  /** Lists the newest jobs of the library, active ones first. */
  listJobs(): Promise<Job[]>
  /** Cancels the jobs and closes the database. */
  close(): Promise<void>
}

/** Background work takes a whole core for seconds at first, which the page needs to start. */
const backgroundAfterMs = 1500

/**
 * Opens the library in `folder` for `window`, whose files `page` serves. `restart` gets the arguments of the start that
 * follows once Rushes has quit.
 *
 * @throws RushesError as `openCore`
 */
export async function openFolder(
  window: BrowserWindow,
  folder: string,
  page: Hono,
  restart: Restart,
): Promise<OpenFolder> {
  const platform = createPlatform(window, folder, restart)
  const core = await openCore({ folder, version, platform, askSchema })
  const calls = new RPCHandler(router, { plugins: [new RequestHeadersPlugin()] })
  let background: Promise<{ close(): Promise<void> }> | undefined
  const timer = setTimeout(() => {
    background = import('../background.ts').then(({ openBackground }) => openBackground(core))
  }, backgroundAfterMs)
  void showProgress(window, core.events.listen())
  return {
    fetch: answerWith(core, page),
    answerPort(port) {
      calls.upgrade(port, { context: { core, caller: personHere('window') } })
      port.start()
    },
    ownJobs: () => core.jobs.ids(),
    listJobs: () => createClient(core).jobs.list({ limit: 200 }),
    async close() {
      clearTimeout(timer)
      await platform.sharing?.stop(core)
      await (await background)?.close()
      await core.close()
    },
  }
}

/** Returns a function that answers requests. The first one loads the app: the page shows its first takes without it. */
function answerWith(core: Core, page: Hono): OpenFolder['fetch'] {
  let app: Promise<Hono<AppEnv>> | undefined
  return async (request) => {
    app ??= import('../http/app.ts').then(({ createApp }) => createApp(core, { page }))
    return (await app).fetch(request)
  }
}
