import { z } from 'zod'
import { jobSchema } from './jobs.ts'
import { adminProcedure, readProcedure, writeProcedure } from './procedure.ts'

/** The address of a library’s bucket, and its uses. It holds no secret. */
export const storageSettingsSchema = z.object({
  /** An address that starts with https:// or http://; null for AWS. */
  endpoint: z
    .url({ protocol: /^https?$/ })
    .max(500)
    // The address is kept in the database and shown in errors.
    .regex(/^[^@?#]*$/, 'Leave out user, password, and all from “?” or “#” on.')
    .nullable()
    .default(null),
  region: z
    .string()
    .regex(/^[a-zA-Z0-9-]{1,60}$/, 'Expected a region such as us-east-1.')
    .default('us-east-1'),
  bucket: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{1,253}$/, 'Expected the name of a bucket.'),
  /** The beginning of all keys: empty, or a path that ends with a slash. */
  prefix: z
    .string()
    .max(300)
    .regex(/^$|^[^/].*\/$/, 'Expected an empty prefix, or one that ends with a slash and begins with none.')
    .default(''),
  /** True if the bucket is in the path of addresses, as MinIO, Garage and Ceph have it, instead of in the host. */
  path_style: z.boolean().default(false),
  /** The profile of `~/.aws/credentials` with the keys; null for the environment, or the default profile. */
  profile: z.string().min(1).max(100).nullable().default(null),
  /** The store of frames of new timelines. */
  frames: z.enum(['library', 'bucket']).default('library'),
  /** With `bucket`, takes that are added from now on are copied to the bucket by themselves; their files stay. */
  videos: z.enum(['library', 'bucket']).default('library'),
  /** The same for the previews of such takes; they go along with each take that is copied. */
  previews: z.enum(['library', 'bucket']).default('library'),
})
export type StorageSettings = z.infer<typeof storageSettingsSchema>

export const storageStateSchema = z.object({
  /** Null if the library has no bucket. */
  settings: storageSettingsSchema.nullable(),
  /**
   * True if this computer may use the bucket: a library may come from someone else, so its settings are saved here
   * once before keys are used with them.
   */
  is_allowed: z.boolean(),
  /** True if keys can be saved in the keychain of this computer: in the desktop window only. */
  can_save_keys: z.boolean(),
  /** The source of the keys; null if there are none. */
  keys: z.enum(['keychain', 'environment', 'profile']).nullable(),
  videos: z.number(),
  video_bytes: z.number(),
  frames: z.number(),
  frame_bytes: z.number(),
})
export type StorageState = z.infer<typeof storageStateSchema>

/** One step of a connection test. Steps after a failed one are left out. */
export const storageStepSchema = z.object({
  step: z.enum(['keys', 'list', 'write', 'read', 'range', 'delete']),
  ok: z.boolean(),
  /** A sentence that says what is wrong and what to do; null if the step succeeded. */
  message: z.string().nullable(),
})

const videoIds = z.object({ video_ids: z.array(z.string()).min(1).max(10_000) })

export const storage = {
  get: readProcedure
    .route({ method: 'GET', path: '/storage', summary: 'Get the bucket of the library, and what is in it' })
    .output(storageStateSchema),
  /** Also allows this computer to use the bucket. Once something is in the bucket, only its address can change. */
  set: adminProcedure
    .route({ method: 'PUT', path: '/storage', summary: 'Set the bucket of the library' })
    .input(storageSettingsSchema)
    .output(storageStateSchema),
  remove: adminProcedure
    .route({ method: 'DELETE', path: '/storage', summary: 'Remove the bucket of the library, if nothing is in it' })
    .output(storageStateSchema),
  /** Null removes them. They are encrypted by the system’s keychain, on this computer only. */
  saveKeys: adminProcedure
    .route({ method: 'PUT', path: '/storage/keys', summary: 'Save the keys of the bucket; in the desktop app only' })
    .input(
      z.object({
        keys: z
          .object({ access_key_id: z.string().min(1).max(500), secret_access_key: z.string().min(1).max(500) })
          .nullable(),
      }),
    )
    .output(storageStateSchema),
  /** Lists, writes, reads and deletes a small object. */
  test: adminProcedure
    .route({ method: 'POST', path: '/storage/test', summary: 'Test the connection to the bucket' })
    .output(z.object({ ok: z.boolean(), steps: z.array(storageStepSchema) })),
  /**
   * Starts the job that copies videos to the bucket, with their previews, and reads each copy back to verify it.
   * `evict` then deletes the library’s own file; files outside of the library stay.
   */
  upload: adminProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/storage/upload', summary: 'Copy videos to the bucket' })
    .input(videoIds.extend({ evict: z.boolean().default(false) }))
    .output(jobSchema),
  /** Starts the job that brings videos back into the library. Their copies in the bucket stay. */
  fetch: writeProcedure
    .meta({ hasDryRun: true })
    .route({ method: 'POST', path: '/storage/fetch', summary: 'Fetch videos back from the bucket' })
    .input(videoIds)
    .output(jobSchema),
  /** Returns an address at which any program can read the copy of a video, by range, until it expires. */
  address: writeProcedure
    .route({ method: 'GET', path: '/storage/videos/{id}/address', summary: 'Get a presigned address of a video' })
    .input(z.object({ id: z.string(), seconds: z.coerce.number().int().min(1).max(604_800).default(3600) }))
    .output(z.object({ url: z.string(), expires_in_seconds: z.number() })),
}
