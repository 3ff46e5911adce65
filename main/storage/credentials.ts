import { createHash, randomBytes } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { link, readdir, readFile, rm } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { type Token, tokenSchema } from '../../shared/contract/tokens.ts'
import { messageOf, RushesError, systemCode } from '../../shared/errors.ts'
import { scopes } from '../../shared/scopes.ts'
import { undefinedIfMissing, writePrivate } from './private-file.ts'
import { openWebhookFiles, type WebhookFiles } from './webhook-files.ts'

const absolute = z.string().refine(isAbsolute, 'must be an absolute path.')

const issuerSchema = z
  .strictObject({
    /** The claim `iss` of its tokens. */
    issuer: z.string().min(1),
    /** The claim `aud` that its tokens need. */
    audience: z.string().min(1),
    /** A file with its public key (PEM). */
    public_key: absolute.optional(),
    /** A file, or an address that starts with https:// or http://, with its keys (JWKS). */
    jwks: z.union([absolute, z.url({ protocol: /^https?$/ })]).optional(),
    /** The largest scope of its tokens. */
    scope: z.enum(scopes).default('write'),
  })
  .refine((one) => (one.public_key === undefined) !== (one.jwks === undefined), 'needs either public_key or jwks.')
export type Issuer = z.infer<typeof issuerSchema>

const settingsSchema = z.strictObject({
  /** Other programs whose tokens are accepted. */
  issuers: z.array(issuerSchema).default([]),
  /** Folders from which callers with the scope `write` may import by path. */
  import_roots: z.array(absolute).default([]),
  /** Origins of pages that may call Rushes from a browser. */
  origins: z.array(z.string()).default([]),
})
export type AccessSettings = z.infer<typeof settingsSchema>

/**
 * [Note: secrets of a library] What lets programs in is kept on this computer, in a folder of the configuration that
 * only its owner may read, and never in the library: a library may come from someone else, who would know its secret,
 * or have listed tokens and keys of their own. Each token has a file of its own, so that processes which issue and
 * revoke tokens at once lose nothing. `access.json` is written by the person.
 */
export interface Credentials {
  /** Identifies the library among those of this computer; the audience of its tokens. */
  readonly library: string
  /** The path of `access.json`. */
  readonly settingsPath: string
  /** Returns the secret that signs the library's tokens; created when first needed. */
  secret(): Promise<Uint8Array>
  listTokens(): Promise<Token[]>
  findToken(id: string): Promise<Token | undefined>
  /** Adds a token, or replaces the one with its id. */
  saveToken(token: Token): Promise<void>
  /** Reads `access.json`; everything is empty if it is missing. @throws RushesError BAD_INPUT if it is not valid. */
  settings(): Promise<AccessSettings>
  /** Returns the keys of the library's bucket as the system's keychain encrypted them; undefined if none are saved. */
  sealedKeys(): Promise<Uint8Array | undefined>
  /** Saves them; null removes them. */
  saveSealedKeys(sealed: Uint8Array | null): Promise<void>
  /** Returns the passphrase of copies of backups as the system's keychain encrypted it; undefined if none is saved. */
  sealedPassphrase(): Promise<Uint8Array | undefined>
  /** Saves it; null removes it. */
  saveSealedPassphrase(sealed: Uint8Array | null): Promise<void>
  /** The addresses to which this computer sends the events of the library. */
  readonly webhooks: WebhookFiles
}

const tokenId = /^[0-9a-f-]{36}$/

/** Opens the credentials of the library in `folder`, which are kept in `configuration`. Creates nothing. */
export function openCredentials(configuration: string, folder: string): Credentials {
  const library = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)
  const own = join(configuration, 'libraries', library)
  const tokens = join(own, 'tokens')
  const secretPath = join(own, 'secret')
  const settingsPath = join(own, 'access.json')
  const keysPath = join(own, 'bucket-keys')
  const passphrasePath = join(own, 'backup-passphrase')

  async function findToken(id: string): Promise<Token | undefined> {
    if (!tokenId.test(id)) return undefined
    const text = await readFile(join(tokens, `${id}.json`), 'utf8').catch(undefinedIfMissing)
    return text === undefined ? undefined : tokenSchema.parse(JSON.parse(text))
  }

  return {
    library,
    settingsPath,
    webhooks: openWebhookFiles(join(own, 'webhooks')),
    findToken,
    async secret() {
      const known = await readFile(secretPath).catch(undefinedIfMissing)
      if (known) return known
      await writePrivate(secretPath, randomBytes(32), link).catch((error) => {
        // Another process was faster.
        if (systemCode(error) !== 'EEXIST') throw error
      })
      return await readFile(secretPath)
    },
    async listTokens() {
      const names = (await readdir(tokens).catch(undefinedIfMissing)) ?? []
      const found = await Promise.all(names.map((name) => findToken(name.replace(/\.json$/, ''))))
      return found.filter((token) => token !== undefined)
    },
    saveToken: (token) => writePrivate(join(tokens, `${token.id}.json`), `${JSON.stringify(token, null, 2)}\n`),
    sealedKeys: () => readFile(keysPath).catch(undefinedIfMissing),
    saveSealedKeys: (sealed) => saveSealed(keysPath, sealed),
    sealedPassphrase: () => readFile(passphrasePath).catch(undefinedIfMissing),
    saveSealedPassphrase: (sealed) => saveSealed(passphrasePath, sealed),
    async settings() {
      const text = await readFile(settingsPath, 'utf8').catch(undefinedIfMissing)
      return parseSettings(text ?? '{}', settingsPath)
    },
  }
}

async function saveSealed(path: string, sealed: Uint8Array | null): Promise<void> {
  if (sealed === null) await rm(path, { force: true })
  else await writePrivate(path, sealed)
}

function parseSettings(text: string, path: string): AccessSettings {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new RushesError('BAD_INPUT', `${path} isn’t valid JSON: ${messageOf(error)}`, { cause: error })
  }
  const { data, error } = settingsSchema.safeParse(value)
  if (data) return data
  const [issue] = error.issues
  throw new RushesError('BAD_INPUT', `${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid.'}`)
}
