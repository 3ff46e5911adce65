import { z } from 'zod'
import { storedExtension } from '../video-files.ts'

/** The name of the manifest inside a bundle. */
export const manifestName = 'manifest.json'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * All names that a file of a bundle can have beside the manifest: lists of rows, and media by content. None is
 * absolute, leads out of the bundle, or is spelled in two ways.
 */
const fileName =
  /^(?:rows\/[a-z_]+\.jsonl|(?:videos|images|audio|frames)\/([0-9a-f]{2})\/(\1[0-9a-f]{62})\.[a-z0-9]{1,10})$/

/** Returns whether a file of this name may be in a bundle. */
export function isBundleName(name: string): boolean {
  return name === manifestName || fileName.test(name)
}

export const bundledFileSchema = z
  .object({
    path: z.string().regex(fileName).meta({ description: 'The path in the bundle, with “/”.' }),
    sha256,
    size_bytes: z.int().min(0),
  })
  .refine(({ path, sha256 }) => path.startsWith('rows/') || path.includes(sha256))
export type BundledFile = z.infer<typeof bundledFileSchema>

/** The manifest of a bundle; docs/bundle.schema.json is made from it. */
export const manifestSchema = z
  .object({
    format: z.literal('rushes-bundle'),
    version: z.literal(1),
    created_at: z.string().meta({ description: 'UTC, “YYYY-MM-DD HH:MM:SS”.' }),
    rushes_version: z.string(),
    schema_version: z
      .int()
      .min(1)
      .meta({ description: 'The number of migrations of the library it was exported from.' }),
    files: z.array(bundledFileSchema).meta({ description: 'All files of the bundle but the manifest.' }),
    tables: z.record(z.string(), z.int().min(0)).meta({ description: 'The number of rows of each table.' }),
    missing: z
      .array(z.object({ sha256, name: z.string() }))
      .meta({ description: 'Contents whose rows are in the bundle, and whose files could not be read.' }),
  })
  .meta({ title: 'Manifest of a Rushes bundle' })
export type Manifest = z.infer<typeof manifestSchema>

/** Parts of a bundle that hold media. */
export type MediaFolder = 'videos' | 'images' | 'audio' | 'frames'

/** Returns the name of the list of a table’s rows. */
export function rowsName(table: string): string {
  return `rows/${table}.jsonl`
}

/** Returns the name of a content’s file in a bundle, which is its path in every library that owns it. */
export function mediaName(folder: MediaFolder, fileHash: string, path: string): string {
  return `${folder}/${fileHash.slice(0, 2)}/${fileHash}.${storedExtension(path)}`
}
