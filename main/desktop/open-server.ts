import { app, net } from 'electron'
import { mediaCacheBytes } from '../../shared/media-cache.ts'
import { version } from '../about.ts'
import { builtPage, pageRoutes } from '../http/page.ts'
import { checkServer, type ServedLibrary, servedLibraryApp, serverOrigin } from '../http/served-library.ts'
import type { RecentLibraries } from '../storage/recent-libraries.ts'
import { developmentPage } from './development-page.ts'
import { tokenVariable } from './options.ts'
import { servePage } from './protocol.ts'

/** Limits the cache. Must run before Electron is ready. */
export function limitCache(): void {
  app.commandLine.appendSwitch('disk-cache-size', String(mediaCacheBytes))
}

/** Sends a request with Chromium's network, which trusts the certificates that the system trusts and has a cache. */
export const send: ServedLibrary['send'] = (url, init) => net.fetch(url, { ...init, credentials: 'omit' })

/**
 * Answers the page with the library of the server at `address`. Returns a function that uses another token and keeps
 * it.
 */
export async function openServer(address: string, recent: RecentLibraries): Promise<(token: string) => Promise<void>> {
  const url = serverOrigin(address)
  let token = takeToken() ?? (await recent.tokenOf(url))
  await recent.add({ url }, token)
  const library: ServedLibrary = { url, token: () => token, send, version }
  const page = developmentPage(process.env.ELECTRON_RENDERER_URL, app.isPackaged) ?? pageRoutes(builtPage)
  servePage(servedLibraryApp(library, page).fetch)
  return async (given) => {
    await checkServer({ ...library, token: () => given })
    token = given
    await recent.add({ url }, given)
  }
}

/** Takes the token out of the environment, which programs that are started later inherit. */
function takeToken(): string | undefined {
  const token = process.env[tokenVariable]
  delete process.env[tokenVariable]
  return token || undefined
}
