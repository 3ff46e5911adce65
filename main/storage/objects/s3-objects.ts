import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { RushesError } from '../../../shared/errors.ts'
import type { BucketKeys } from './bucket-keys.ts'
import { type BucketSettings, bucketName } from './bucket-settings.ts'
import type { ByteRange, NewObject, ObjectStore } from './object-store.ts'
import { describeBucketError } from './s3-errors.ts'
import { type Retries, retries, retryStrategy } from './s3-retries.ts'

/** Objects above this size are uploaded in parts. */
const partBytes = 8 * 2 ** 20
/** S3 takes at most 10,000 parts. */
const mostParts = 9_000
/** Uploaded at the same time. */
const partsAtOnce = 4

/** The time for a connection, and that for which an open one may be silent. */
const timeouts = { connectionTimeout: 10_000, socketTimeout: 60_000 }

/** Opens a bucket. Nothing is sent before the first call. */
export function s3Objects(
  settings: BucketSettings,
  keys: BucketKeys & { sessionToken?: string | undefined },
  tries: Retries = retries.patient,
): ObjectStore & { close(): void } {
  const { bucket: Bucket, prefix, region, endpoint, path_style } = settings
  const { accessKeyId, secretAccessKey, sessionToken } = keys
  const client = new S3Client({
    region,
    forcePathStyle: path_style,
    maxAttempts: tries.attempts,
    retryStrategy: retryStrategy(tries),
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    requestHandler: timeouts,
    ...(endpoint === null ? {} : { endpoint }),
  })
  const at = (key: string) => ({ Bucket, Key: prefix + key })
  const failed =
    (action: Parameters<typeof describeBucketError>[2]['action'], signal?: AbortSignal) => (error: unknown) => {
      throw describeBucketError(error, settings, { action, signal })
    }

  return {
    name: bucketName(settings),
    close: () => client.destroy(),
    async put(key, file, { signal, onBytes } = {}) {
      const upload = file.size_bytes > partBytes ? putInParts : putWhole
      await upload(client, at(key), file, signal, onBytes).catch(failed('written', signal))
      // Some servers answer an upload that they lost with success.
      const stored = await this.head(key, signal)
      if (stored?.size_bytes !== file.size_bytes)
        throw new RushesError(
          'STORAGE_FAILED',
          `${bucketName(settings)} kept ${stored?.size_bytes ?? 'none'} of the ${file.size_bytes} bytes of ${key}. Try again.`,
        )
    },
    async get(key, { range, signal } = {}) {
      const { Body } = await client
        .send(new GetObjectCommand({ ...at(key), ...rangeOf(range) }), abortWith(signal))
        .catch((error) => {
          if (error instanceof Error && error.name === 'NoSuchKey') throw objectMissing(settings, key, error)
          return failed('read', signal)(error)
        })
      if (!(Body instanceof Readable)) throw new Error('The answer has no body.')
      return Body
    },
    async head(key, signal) {
      const found = await client.send(new HeadObjectCommand(at(key)), abortWith(signal)).catch((error) => {
        if (error instanceof Error && error.name === 'NotFound') return undefined
        return failed('read', signal)(error)
      })
      return found && { size_bytes: found.ContentLength ?? 0 }
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand(at(key))).catch(failed('deleted'))
    },
    async *list(under) {
      let ContinuationToken: string | undefined
      do {
        const asked = { Bucket, Prefix: prefix + under, ContinuationToken }
        const page = await client.send(new ListObjectsV2Command(asked)).catch(failed('listed'))
        for (const { Key = '', Size = 0 } of page.Contents ?? [])
          yield { key: Key.slice(prefix.length), size_bytes: Size }
        ContinuationToken = page.NextContinuationToken
      } while (ContinuationToken !== undefined)
    },
    addressOf: (key, seconds) => getSignedUrl(client, new GetObjectCommand(at(key)), { expiresIn: seconds }),
  }
}

/** The object is missing although a row names it, as in a bucket that was emptied. */
function objectMissing(settings: BucketSettings, key: string, cause: unknown): RushesError {
  const message = `${key} is missing in the bucket ${bucketName(settings)}: it was deleted there.`
  return new RushesError('FILE_MISSING', message, { cause })
}

type Address = { Bucket: string; Key: string }

async function putWhole(
  client: S3Client,
  address: Address,
  { path, file_hash, size_bytes }: NewObject,
  signal: AbortSignal | undefined,
  onBytes: ((bytes: number) => void) | undefined,
): Promise<void> {
  // In memory, so that the SDK can send it again.
  const Body = await readFile(path)
  const ChecksumSHA256 = Buffer.from(file_hash, 'hex').toString('base64')
  await client.send(new PutObjectCommand({ ...address, Body, ChecksumSHA256 }), abortWith(signal))
  onBytes?.(size_bytes)
}

/** Uploads parts of a file, each with a checksum. A failed or cancelled upload leaves none of them in the bucket. */
async function putInParts(
  client: S3Client,
  address: Address,
  { path, size_bytes }: NewObject,
  signal: AbortSignal | undefined,
  onBytes: ((bytes: number) => void) | undefined,
): Promise<void> {
  const Body = createReadStream(path)
  const partSize = Math.max(partBytes, Math.ceil(size_bytes / mostParts))
  const upload = new Upload({ client, params: { ...address, Body }, partSize, queueSize: partsAtOnce })
  upload.on('httpUploadProgress', ({ loaded }) => loaded !== undefined && onBytes?.(loaded))
  const abort = () => void upload.abort()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    signal?.throwIfAborted()
    await upload.done()
  } finally {
    signal?.removeEventListener('abort', abort)
    Body.destroy()
  }
}

function rangeOf(range: ByteRange | undefined): { Range?: string } {
  return range ? { Range: `bytes=${range.start}-${range.end}` } : {}
}

function abortWith(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal ? { abortSignal: signal } : {}
}
