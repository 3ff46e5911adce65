import { z } from 'zod'
import { RushesError } from '../../../shared/errors.ts'
import type { BucketSettings } from './bucket-settings.ts'

/** The keys of a bucket. They are never stored in a library, and never logged. */
export const bucketKeysSchema = z.object({ accessKeyId: z.string().min(1), secretAccessKey: z.string().min(1) })
export type BucketKeys = z.infer<typeof bucketKeysSchema>

/** The source of the keys. */
export type KeySource = 'keychain' | 'environment' | 'profile'

/**
 * Finds the keys of a bucket: those saved in the keychain of this computer, else `AWS_ACCESS_KEY_ID` and
 * `AWS_SECRET_ACCESS_KEY`, else the profile in `~/.aws/credentials`. With a profile in the settings, the environment is
 * not asked.
 * @throws RushesError STORAGE_FAILED if there are none, which says where they can be put
 */
export async function findBucketKeys(
  { profile }: Pick<BucketSettings, 'profile'>,
  saved: BucketKeys | undefined,
): Promise<{ source: KeySource; keys: BucketKeys & { sessionToken?: string | undefined } }> {
  if (saved) return { source: 'keychain', keys: saved }
  const [{ fromEnv }, { fromIni }] = await Promise.all([
    import('@aws-sdk/credential-provider-env'),
    import('@aws-sdk/credential-provider-ini'),
  ])
  if (profile === null) {
    const fromEnvironment = await fromEnv()().catch(() => undefined)
    if (fromEnvironment) return { source: 'environment', keys: fromEnvironment }
  }
  const fromProfile = await fromIni({ ...(profile === null ? {} : { profile }), ignoreCache: true })().catch(
    () => undefined,
  )
  if (fromProfile) return { source: 'profile', keys: fromProfile }
  const named = profile === null ? 'a default profile' : `the profile “${profile}”`
  throw new RushesError(
    'STORAGE_FAILED',
    `There are no keys for the bucket. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, add ${named} to ` +
      '~/.aws/credentials, or save the keys in the desktop window.',
  )
}
