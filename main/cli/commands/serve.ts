import { once } from 'node:events'
import open from 'open'
import { createAccessKey } from '../../http/access.ts'
import { createApp } from '../../http/app.ts'
import { type Listener, listen } from '../../http/listen.ts'
import { startConfirmation } from '../../ingest/confirm-moved.ts'
import { watchFolders } from '../../ingest/watch-folders.ts'
import { hashBehindImports } from '../../services/hash-behind-imports.ts'
import { startReread } from '../../services/reread.ts'
import { parsePort } from '../parse.ts'
import { type AddCommand, type Session, withLibrary } from '../session.ts'

/** Where the app is when nobody asks for another place, unless something else is there already. */
const usualPort = 4317

interface Options {
  port?: number
  open?: boolean
}

/** `rushes serve`: the app in a browser, and the door for other programs, on loopback until it is stopped. */
export const serveCommand: AddCommand = (program) => {
  program
    .command('serve')
    .description('serve the app to a browser on this computer, until Ctrl C')
    .option('--port <number>', `the port to listen on; 0 takes a free one (else ${usualPort} if it is free)`, parsePort)
    .option('--open', 'open it in the default browser')
    .action(async (options: Options, command) => {
      await withLibrary(command, (session) => serve(session, options))
    })
}

async function serve({ core, answer }: Session, options: Options): Promise<void> {
  const key = createAccessKey()
  let listener: Listener | undefined
  // As a browser names them: without the port where it is that of all pages, 80.
  const hosts = () => ['127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${listener?.port ?? 0}`).host)
  const app = createApp(core, { access: { key, hosts } })
  listener = await (options.port === undefined
    ? listen(app, { port: usualPort }).catch(() => listen(app, { port: 0 }))
    : listen(app, { port: options.port }))
  const address = `${listener.url}/?key=${key}`
  answer({ url: address, port: listener.port, key, library: core.layout.folder }, () =>
    [`Rushes is at ${address}`, `Library: ${core.layout.folder}`, 'Stop with Ctrl C.'].join('\n'),
  )
  if (options.open) await openBrowser(address)
  await startReread(core, 'outdated')
  await startConfirmation(core)
  const watching = watchFolders(core)
  const hashing = hashBehindImports(core)
  await stopped()
  hashing.close()
  await watching.close()
  await listener.close()
}

async function openBrowser(address: string): Promise<void> {
  try {
    const browser = await open(address)
    browser.on('error', () => undefined)
  } catch {
    // The address is on the screen; whoever has a browser elsewhere can use it.
  }
}

async function stopped(): Promise<void> {
  const ended = new AbortController()
  const { signal } = ended
  await Promise.race([once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal })])
  // Another signal while jobs are ending is allowed to kill.
  ended.abort()
}
