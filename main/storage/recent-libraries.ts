import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writePrivate } from './private-file.ts'

const recentSchema = z.union([
  z.strictObject({ folder: z.string() }),
  /** `token` is encrypted by the system's keychain, in Base64; absent on computers without one. */
  z.strictObject({ url: z.string(), token: z.string().optional() }),
])
type Recent = z.infer<typeof recentSchema>
const fileSchema = z.object({ libraries: z.array(recentSchema) })

/** Number of libraries that are remembered. */
const most = 10

/** A library of this computer by its folder, or one of a server by its address. */
export type RecentLibrary = { folder: string } | { url: string }

/** The keychain of this computer. */
interface Secrets {
  encrypt(text: string): Uint8Array
  decrypt(sealed: Uint8Array): string
}

/** The libraries that the desktop window opened last, in a file of this computer that only its owner reads. */
export interface RecentLibraries {
  /** Lists them, the newest first, without folders that are missing now. */
  list(): Promise<RecentLibrary[]>
  /** Puts a library first. A `token` replaces the one of its server; without a keychain it is not kept. */
  add(library: RecentLibrary, token?: string): Promise<void>
  /** Returns the kept token of a server; undefined if there is none or the keychain has another key now. */
  tokenOf(url: string): Promise<string | undefined>
}

/** Opens the list in `folder`, the folder of the user's settings. */
export function openRecentLibraries(folder: string, secrets: Secrets | undefined): RecentLibraries {
  const path = join(folder, 'recent-libraries.json')

  async function read(): Promise<Recent[]> {
    try {
      return fileSchema.parse(JSON.parse(await readFile(path, 'utf8'))).libraries
    } catch {
      // A missing or damaged list is an empty one.
      return []
    }
  }

  return {
    list: async () =>
      (await read()).flatMap((one): RecentLibrary[] =>
        'url' in one ? [{ url: one.url }] : existsSync(one.folder) ? [one] : [],
      ),
    async add(library, token) {
      const known = await read()
      const former = known.find((one) => isSame(one, library))
      const sealed = token && secrets && Buffer.from(secrets.encrypt(token)).toString('base64')
      const added: Recent = 'url' in library && sealed ? { ...library, token: sealed } : { ...former, ...library }
      const libraries = [added, ...known.filter((one) => one !== former)].slice(0, most)
      await writePrivate(path, `${JSON.stringify({ libraries }, null, 2)}\n`)
    },
    async tokenOf(url) {
      const found = (await read()).find((one) => isSame(one, { url }))
      if (!found || !('token' in found) || found.token === undefined) return undefined
      try {
        return secrets?.decrypt(Buffer.from(found.token, 'base64'))
      } catch {
        return undefined
      }
    },
  }
}

function isSame(one: RecentLibrary, other: RecentLibrary): boolean {
  return 'url' in one ? 'url' in other && one.url === other.url : 'folder' in other && one.folder === other.folder
}
