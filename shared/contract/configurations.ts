import { z } from 'zod'
import { procedure } from './procedure.ts'

/** `sha256:9f2c…`: the name of the algorithm, then the digest in lower-case hex. */
export const hashSchema = z
  .string()
  .max(300)
  .regex(/^[a-z0-9][a-z0-9_-]*:[0-9a-f]+$/, 'A hash is written algorithm:hexdigest, as sha256:9f2c….')

/** Any JSON: what something was run with. */
export const configSchema = z.json()

/** A configuration under which something is cached, where it was given and not only its hash. */
export const configurationSchema = z.object({
  config_hash: z.string(),
  /** The analyser, or the action of a processing, that it belongs to; null where nobody said. */
  name: z.string().nullable(),
  config: configSchema.nullable(),
})
export type Configuration = z.infer<typeof configurationSchema>

/** Where two configurations differ: the path into them, `config.threshold`, and what each has there. */
export const differenceSchema = z.object({
  path: z.string(),
  /** Absent where the configuration has nothing there. */
  was: z.json().optional(),
  is: z.json().optional(),
})
export type Difference = z.infer<typeof differenceSchema>

export const configurations = {
  /** The one canonical form: keys sorted, no white space, UTF-8, numbers as JSON writes them. Its SHA-256 is the hash. */
  hash: procedure
    .route({ method: 'POST', path: '/configurations/hash', summary: 'The hash under which a configuration is cached' })
    .input(z.object({ config: configSchema }))
    .output(z.object({ config_hash: z.string(), canonical: z.string() })),
  differences: procedure
    .route({ method: 'GET', path: '/configurations/differences', summary: 'Where two known configurations differ' })
    .input(z.object({ was: z.string(), is: z.string() }))
    .output(z.array(differenceSchema)),
}
