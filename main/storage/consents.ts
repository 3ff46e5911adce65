import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writePrivate } from './private-file.ts'

const consentSchema = z.object({
  /** The real path of the library's folder. */
  library: z.string(),
  /** The thing that is allowed, such as `analyser parts`. */
  subject: z.string(),
  /** The SHA-256 of all that the person was shown. */
  digest: z.string(),
  /** ISO 8601. */
  allowed_at: z.string(),
})
const fileSchema = z.object({ consents: z.array(consentSchema) })
type Consent = z.infer<typeof consentSchema>

/** Consents of the user to one library on this computer. A changed digest needs a new consent. */
export interface Consents {
  has(subject: string, digest: string): Promise<boolean>
  /** Replaces the consent for the subject. */
  allow(subject: string, digest: string): Promise<void>
  withdraw(subject: string): Promise<void>
  /** Lists what is allowed, of the subjects that begin with `prefix`. */
  subjects(prefix: string): Promise<string[]>
  /** Lists the folders of the libraries to which a subject is allowed. */
  librariesWith(subject: string): Promise<string[]>
}

/**
 * Opens the consents for one library. They are kept in `settings`, a folder of this computer that only the user reads:
 * a library brings none with it.
 */
export function openConsents(settings: string, library: string): Consents {
  const path = join(settings, 'consents.json')

  async function read(): Promise<Consent[]> {
    const text = await readFile(path, 'utf8').catch(() => undefined)
    if (text === undefined) return []
    try {
      return fileSchema.parse(JSON.parse(text)).consents
    } catch {
      // A damaged file allows nothing; the person is asked again.
      return []
    }
  }

  async function replace(subject: string, added: Consent[]): Promise<void> {
    const others = (await read()).filter((one) => one.library !== library || one.subject !== subject)
    await writePrivate(path, `${JSON.stringify({ consents: [...others, ...added] }, null, 2)}\n`)
  }

  return {
    async has(subject, digest) {
      return (await read()).some((it) => it.library === library && it.subject === subject && it.digest === digest)
    },
    allow: (subject, digest) => replace(subject, [{ library, subject, digest, allowed_at: new Date().toISOString() }]),
    withdraw: (subject) => replace(subject, []),
    async subjects(prefix) {
      const own = (await read()).filter((it) => it.library === library && it.subject.startsWith(prefix))
      return own.map(({ subject }) => subject)
    },
    async librariesWith(subject) {
      return (await read()).filter((it) => it.subject === subject).map((it) => it.library)
    },
  }
}
