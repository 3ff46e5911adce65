import { createHash, randomBytes } from 'node:crypto'
import { basename, isAbsolute } from 'node:path'
import { z } from 'zod'
import { canonicalJson } from '../../../shared/canonical-json.ts'
import { type CopySettings, type CopyState, copySettingsSchema } from '../../../shared/contract/backups.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { type LibrarySetting, readSetting, saveSetting } from '../../database/library-settings.ts'
import { bucketTarget, type CopyTarget, folderTarget } from '../../storage/backup-copies/copy-target.ts'
import { badField } from '../calls/input.ts'

const storedSchema = copySettingsSchema.extend({
  /** The folder of this library's copies, so that several libraries can share a place. */
  subfolder: z.string().default(''),
})
const storedSettings: LibrarySetting<typeof storedSchema> = { name: 'backup_copies', schema: storedSchema }

const failureSchema = z.object({
  failed_at: z.string().nullable().default(null),
  reason: z.string().nullable().default(null),
})
const lastFailure: LibrarySetting<typeof failureSchema> = { name: 'backup_copies_failure', schema: failureSchema }

const subject = 'backup copies'

function digestOf(settings: z.infer<typeof storedSchema>): string {
  return createHash('sha256').update(canonicalJson(settings)).digest('hex')
}

/** Returns the settings of copies elsewhere, with what this computer has and what failed last. */
export async function copyStateOf(core: Core): Promise<CopyState> {
  const stored = await readSetting(core.db, storedSettings)
  const { subfolder: _, ...settings } = stored
  const { failed_at, reason } = await readSetting(core.db, lastFailure)
  return {
    settings,
    is_allowed: settings.to === 'nowhere' || (await core.consents.has(subject, digestOf(stored))),
    can_save_passphrase: core.platform.secrets !== undefined,
    passphrase: (await findPassphrase(core).catch(() => undefined))?.source ?? null,
    failure: failed_at !== null && reason !== null ? { failed_at, reason } : null,
  }
}

/** Saves the settings and allows this computer to use them. @throws RushesError BAD_INPUT */
export async function setCopies(core: Core, settings: CopySettings): Promise<CopyState> {
  const { to, folder, encryption, recipient } = settings
  if (to === 'folder' && (folder === null || !isAbsolute(folder)))
    throw badField('folder', 'Expected an absolute path.')
  if (encryption === 'recipient' && recipient === null) throw badField('recipient', 'Expected a public key (age1…).')
  const fresh = newSubfolder(core.layout.folder)
  const stored = await core.write(async ({ db, touch }) => {
    const before = await readSetting(db, storedSettings)
    const subfolder = before.subfolder || fresh
    await saveSetting(db, storedSettings, { ...settings, subfolder })
    await saveSetting(db, lastFailure, { failed_at: null, reason: null })
    touch('library')
    return { ...settings, subfolder }
  })
  await core.consents.allow(subject, digestOf(stored))
  return await copyStateOf(core)
}

function newSubfolder(folder: string): string {
  const name = basename(folder).replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
  return `${name}-${randomBytes(4).toString('hex')}`
}

/** Records the failure of an attempt to copy, or with null its success. */
export async function recordFailure(core: Core, reason: string | null): Promise<void> {
  if (reason === (await readSetting(core.db, lastFailure)).reason && reason === null) return
  await core.write(async ({ db, touch, now }) => {
    await saveSetting(db, lastFailure, { failed_at: reason === null ? null : now, reason })
    touch('library')
  })
}

/**
 * Opens the place of the copies; undefined if there is none.
 * @throws RushesError CONSENT_NEEDED; STORAGE_FAILED without a bucket or its keys
 */
export async function openCopies(
  core: Core,
  patience: 'patient' | 'quick',
): Promise<{ settings: CopySettings; target: CopyTarget } | undefined> {
  const stored = await readSetting(core.db, storedSettings)
  if (stored.to === 'nowhere') return undefined
  if (!(await core.consents.has(subject, digestOf(stored))))
    throw new RushesError(
      'CONSENT_NEEDED',
      'This library copies its backups elsewhere, which you have not allowed on this computer. Save the settings of ' +
        'copies here, or run “rushes backup copies --allow”.',
    )
  if (stored.to === 'folder')
    return { settings: stored, target: folderTarget(core.files, stored.folder ?? '', stored.subfolder) }
  const { store } = await core.bucket.open(patience)
  return { settings: stored, target: bucketTarget(store, `backups/${stored.subfolder}/`) }
}

/** Requires a place for copies. @throws RushesError CONFLICT, and as `openCopies` */
export async function requireCopies(core: Core, patience: 'patient' | 'quick') {
  const opened = await openCopies(core, patience)
  if (!opened)
    throw new RushesError('CONFLICT', 'This library copies its backups nowhere else. Set a folder or the bucket.')
  return opened
}

/** Saves the passphrase in the keychain; null removes it. @throws RushesError NOT_SUPPORTED without a keychain */
export async function savePassphrase(core: Core, passphrase: string | null): Promise<CopyState> {
  const { secrets } = core.platform
  if (!secrets)
    throw new RushesError(
      'NOT_SUPPORTED',
      'A passphrase can be saved in the desktop window only. Here, set RUSHES_BACKUP_PASSPHRASE.',
    )
  await core.credentials.saveSealedPassphrase(passphrase === null ? null : secrets.encrypt(passphrase))
  core.events.changed(['library'])
  return await copyStateOf(core)
}

/** Finds the passphrase of copies: in the keychain of this computer, else in the environment. */
export async function findPassphrase({
  credentials,
  platform: { secrets },
}: Core): Promise<{ passphrase: string; source: 'keychain' | 'environment' } | undefined> {
  const sealed = secrets && (await credentials.sealedPassphrase())
  if (sealed) return { passphrase: secrets.decrypt(sealed), source: 'keychain' }
  const { RUSHES_BACKUP_PASSPHRASE } = process.env
  return RUSHES_BACKUP_PASSPHRASE ? { passphrase: RUSHES_BACKUP_PASSPHRASE, source: 'environment' } : undefined
}
