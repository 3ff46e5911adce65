import { z } from 'zod'
import { colours } from '../../../shared/colours.ts'
import { RushesError } from '../../../shared/errors.ts'
import { digestOf, type ReadSidecar, type SidecarValues, tagsOf } from './sidecar-values.ts'

/** The entry of a bundle's manifest, with the values of the take. */
const schema = z.object({
  format: z.literal('rushes-sidecar'),
  version: z.literal(1),
  file: z.object({ path: z.string(), sha256: z.hex(), size_bytes: z.number() }),
  take: z.looseObject({
    rating: z.int().min(1).max(5).nullable(),
    colour: z.enum(colours).nullable(),
    tags: z.array(z.string()),
    note: z.string().nullable(),
  }),
  /** The hash of `take` as it was written. */
  digest: z.string(),
})

/** Reads a sidecar that `writeJson` wrote. @throws RushesError FILE_UNREADABLE for another JSON */
export function readJson(text: string): ReadSidecar {
  try {
    const { take, digest } = schema.parse(JSON.parse(text))
    const { rating, colour, tags, note } = take
    return { values: { rating, colour, tags: tagsOf(tags), note }, isOurs: digest === digestOf([take]) }
  } catch (error) {
    throw new RushesError('FILE_UNREADABLE', 'It is no sidecar of Rushes.', { cause: error })
  }
}

/** Returns the text of a sidecar: the file as in the manifest of a bundle, its values and how it was made. */
export function writeJson(
  file: { path: string; sha256: string; size_bytes: number },
  values: SidecarValues,
  made: Record<string, string | null>,
): string {
  const take = { ...values, ...made }
  const sidecar = { format: 'rushes-sidecar', version: 1, file, take, digest: digestOf([take]) }
  return `${JSON.stringify(sidecar, null, 2)}\n`
}
