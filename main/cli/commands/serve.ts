import { once } from 'node:events'
import open from 'open'
import { openBackground } from '../../background.ts'
import { createAccess } from '../../http/access.ts'
import { createApp } from '../../http/app.ts'
import { type Listener, listen } from '../../http/listen.ts'
import { parsePort } from '../parse.ts'
import { type AddCommand, type Session, withLibrary } from '../session.ts'

/** The port without `--port`; if it is taken, any free one. */
const usualPort = 4317

interface Options {
  port?: number
  open?: boolean
}

/** `rushes serve`: serves the app to browsers and REST to programs, on loopback, until it is stopped. */
export const serveCommand: AddCommand = (program) => {
  program
    .command('serve')
    .description('serve the app to browsers on this computer, and REST to programs, until Ctrl C')
    .option(
      '--port <number>',
      `port to listen on; 0 selects a free one (default: ${usualPort}, or a free one if it is taken)`,
      parsePort,
    )
    .option('--open', 'open the app in the default browser')
    .action(async (options: Options, command) => {
      await withLibrary(command, (session) => serve(session, options))
    })
}

async function serve({ core, answer }: Session, options: Options): Promise<void> {
  const access = createAccess()
  const { key } = access
  let listener: Listener | undefined
  // As a browser sends them: without the port if it is 80, the default.
  const hosts = () => ['127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${listener?.port ?? 0}`).host)
  const app = createApp(core, { access: { ...access, hosts } })
  listener = await (options.port === undefined
    ? listen(app, { port: usualPort }).catch(() => listen(app, { port: 0 }))
    : listen(app, { port: options.port }))
  const address = `${listener.url}/?key=${key}`
  answer({ url: address, port: listener.port, key, library: core.layout.folder }, () =>
    [`Rushes is running at ${address}`, `Library: ${core.layout.folder}`, 'Press Ctrl C to stop.'].join('\n'),
  )
  // Others can read the arguments of the browser, so they hold no key.
  if (options.open) await openBrowser(`${listener.url}/?once=${access.issueOnce()}`)
  const background = openBackground(core)
  await stopped()
  await background.close()
  await listener.close()
}

async function openBrowser(address: string): Promise<void> {
  try {
    const browser = await open(address)
    browser.on('error', () => undefined)
  } catch {
    // The printed address works in any browser.
  }
}

async function stopped(): Promise<void> {
  const ended = new AbortController()
  const { signal } = ended
  await Promise.race([once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal })])
  // Restores the default, so that a second signal kills the process while jobs are ending.
  ended.abort()
}
