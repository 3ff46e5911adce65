import { runInThread } from '../../threads/thread-pool.ts'

/** Encrypts with a recipient if there is one, else with a passphrase. `secret` is a passphrase or an identity. */
export type AgeRequest =
  | {
      kind: 'encrypt'
      from: string
      to: string
      passphrase?: string | undefined
      recipient?: string | undefined
    }
  | { kind: 'decrypt'; from: string; to: string; secret: string; name: string }

const script = { script: 'age-worker', base: import.meta.url }

/** Encrypts a file to a new one in the format of age (age-encryption.org), or decrypts one, in a thread. */
export async function convertWithAge(request: AgeRequest, signal?: AbortSignal): Promise<void> {
  await runInThread<AgeRequest, undefined>(script, request, signal)
}
