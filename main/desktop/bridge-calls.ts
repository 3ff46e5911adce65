import type { BrowserWindow } from 'electron'
import { z } from 'zod'
import type { Bridge, LibraryToOpen } from '../../preload/bridge.ts'
import { messageOf, RushesError } from '../../shared/errors.ts'
import { version } from '../about.ts'
import { checkServer, type ServedLibrary, serverOrigin } from '../http/served-library.ts'
import type { RecentLibraries } from '../storage/recent-libraries.ts'
import { chooseLibrary } from './dialogs.ts'
import type { MenuKeys } from './menu.ts'
import { isOurPage } from './port.ts'
import { type Restart, startAgain } from './quit.ts'

/** The functions of the bridge that main answers. */
type Calls = Pick<Bridge, 'recentLibraries' | 'openLibrary' | 'signIn' | 'cacheSize' | 'clearCache' | 'setMenuKeys'>

const libraryToOpen: z.ZodType<LibraryToOpen> = z.union([
  z.strictObject({ folder: z.string().min(1).nullable() }),
  z.strictObject({ url: z.string(), token: z.string().min(1).optional() }),
])

/** Each key is short, and the menu shows only those of its own items. */
const menuKeys = z.record(z.string().max(40), z.string().max(40))

interface Answering {
  window: BrowserWindow
  restart: Restart
  recent: RecentLibraries
  /** True if the keychain keeps tokens. */
  keepsTokens: boolean
  send: ServedLibrary['send']
  setMenuKeys: (keys: MenuKeys) => void
  /** Uses another token; absent for a library of this computer. */
  useToken?: (token: string) => Promise<void>
}

/** Answers the functions of the bridge, to our own page only. */
export function answerBridge(answering: Answering): void {
  const { window, restart, recent, keepsTokens, send, setMenuKeys, useToken } = answering
  const { session } = window.webContents

  async function open(library: LibraryToOpen): Promise<void> {
    if ('folder' in library) {
      const folder = library.folder ?? (await chooseLibrary(window))
      if (folder !== null) startAgain(['--library', folder], restart)
      return
    }
    const url = serverOrigin(library.url)
    const token = library.token ?? (await recent.tokenOf(url))
    if (token !== undefined) {
      await checkServer({ url, token: () => token, send, version })
      await recent.add({ url }, token)
    }
    startAgain(['--url', url], restart, keepsTokens ? undefined : token)
  }

  const calls: Calls = {
    recentLibraries: () => recent.list(),
    openLibrary: (library) => sentenceOf(() => open(libraryToOpen.parse(library))),
    signIn: (token) => sentenceOf(async () => await useToken?.(z.string().min(1).parse(token))),
    cacheSize: () => session.getCacheSize(),
    clearCache: () => session.clearCache(),
    setMenuKeys: async (keys) => setMenuKeys(menuKeys.parse(keys)),
  }
  for (const [name, call] of Object.entries(calls) as [keyof Calls, (input: never) => unknown][])
    window.webContents.ipc.handle(`rushes:${name}`, (event, input) => {
      if (!isOurPage(event, window)) throw new RushesError('FORBIDDEN', 'Only the page of Rushes may call this.')
      return call(input as never)
    })
}

/** Returns what a failure says, because Electron passes errors on with words of its own; null after a success. */
async function sentenceOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    return messageOf(error)
  }
}
