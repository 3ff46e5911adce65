import { z } from 'zod'
import { readProcedure } from './procedure.ts'

/** `sha256:9f2c…`: the name of the algorithm, then the digest in lower-case hex. */
export const hashSchema = z
  .string()
  .max(300)
  .regex(/^[a-z0-9][a-z0-9_-]*:[0-9a-f]+$/, 'A hash is written algorithm:hexdigest, as sha256:9f2c….')

/** Any JSON value. */
export const configSchema = z.json()

/** A configuration that rows are cached under. Null when only its hash is known. */
export const configurationSchema = z.object({
  config_hash: z.string(),
  /** The analyser or processing action that the configuration belongs to; null when unknown. */
  name: z.string().nullable(),
  config: configSchema.nullable(),
})
export type Configuration = z.infer<typeof configurationSchema>

/** A difference between two configurations: the path into them, such as `config.threshold`, and both values. */
export const differenceSchema = z.object({
  path: z.string(),
  /** Absent when the configuration has no value at the path. */
  was: z.json().optional(),
  is: z.json().optional(),
})
export type Difference = z.infer<typeof differenceSchema>

export const configurations = {
  /** The canonical form has sorted keys, no white space, UTF-8, and numbers as in JSON. The hash is its SHA-256. */
  hash: readProcedure
    .route({ method: 'POST', path: '/configurations/hash', summary: 'Compute the hash of a configuration' })
    .input(z.object({ config: configSchema }))
    .output(z.object({ config_hash: z.string(), canonical: z.string() })),
  differences: readProcedure
    .route({
      method: 'GET',
      path: '/configurations/differences',
      summary: 'List the differences between two known configurations',
    })
    .input(z.object({ was: z.string(), is: z.string() }))
    .output(z.array(differenceSchema)),
}
