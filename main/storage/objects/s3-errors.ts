import { messageOf, RushesError, systemCode } from '../../../shared/errors.ts'
import { type BucketSettings, bucketName } from './bucket-settings.ts'

/** The participle of the action, as in “could not be written”. */
type Action = 'read' | 'written' | 'deleted' | 'listed'

/** The reasons by the error code of S3, see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. */
const reasons: Record<string, (settings: BucketSettings, action: Action) => string> = {
  InvalidAccessKeyId: () => 'the server does not know the access key. Check it',
  SignatureDoesNotMatch: () => 'the secret key is wrong. Check it',
  ExpiredToken: () => 'the session of the keys has expired. Sign in again',
  InvalidToken: () => 'the session token is wrong. Sign in again',
  NoSuchBucket: ({ bucket }) => `there is no bucket “${bucket}”. Create it, or correct the name`,
  InvalidBucketName: ({ bucket }) => `“${bucket}” is no name of a bucket. Correct it`,
  PermanentRedirect: wrongRegion,
  AuthorizationHeaderMalformed: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
  RequestTimeTooSkewed: () => 'the clocks of this computer and the server differ too much. Correct the time',
  AccessDenied: (_, action) => `the keys do not allow objects to be ${action}. Ask who runs the bucket to allow it`,
  NoSuchUpload: () => 'the server lost a part of the upload. Start it again',
  InvalidPart: () => 'the server lost a part of the upload. Start it again',
  BadDigest: () => 'the bytes were damaged on the way. Start it again',
  XAmzContentChecksumMismatch: () => 'the bytes were damaged on the way. Start it again',
  QuotaExceeded: () => 'the bucket is full. Free some space in it',
}

function wrongRegion({ region }: BucketSettings): string {
  return `the bucket is not in the region ${region}. Correct the region or the endpoint`
}

const byStatus: Record<number, string> = {
  301: 'PermanentRedirect',
  403: 'AccessDenied',
  507: 'QuotaExceeded',
}

const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EPROTO', 'ECONNRESET']

/** Says why a call to a bucket failed, and what to do. A RushesError is returned unchanged. */
export function describeBucketError(
  error: unknown,
  settings: BucketSettings,
  { action, signal }: { action: Action; signal?: AbortSignal | undefined },
): RushesError {
  if (error instanceof RushesError) return error
  if (signal?.aborted) return new RushesError('CANCELLED', 'Cancelled.', { cause: error })
  const message = `The bucket ${bucketName(settings)} could not be ${action}: ${reasonOf(error, settings, action)}.`
  return new RushesError('STORAGE_FAILED', message, { cause: error })
}

function reasonOf(error: unknown, settings: BucketSettings, action: Action): string {
  const { name, status } = factsOf(error)
  const known = reasons[name] ?? reasons[byStatus[status] ?? '']
  if (known) return known(settings, action)
  if (name === 'TimeoutError') return 'the server does not answer in time. Check the connection, then try again'
  const code = codeOf(error)
  if (unreachable.includes(code))
    return `the server cannot be reached (${code}). Check the endpoint and that the server runs`
  if (code.includes('CERT') || code.startsWith('ERR_TLS'))
    return `the certificate of the server is not trusted (${code}). Check the endpoint`
  if (status === 503 || name === 'SlowDown') return 'the server is overloaded (503). Try again later'
  if (status >= 500) return `the server failed (${status}). Try again later`
  if (status === 404 && name === 'NotFound') return reasons.NoSuchBucket?.(settings, action) ?? ''
  if (name === 'SyntaxError' || status === 200)
    return 'the answer is none of S3. Check that the endpoint is the address of the S3 API'
  return name === 'Error' || name === '' ? messageOf(error) : `${messageOf(error)} (${name})`
}

function factsOf(error: unknown): { name: string; status: number } {
  if (!(error instanceof Error)) return { name: '', status: 0 }
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } }
  return { name: error.name, status: $metadata?.httpStatusCode ?? 0 }
}

/** Returns the code of the connection; a host with several addresses fails with an error for each of them. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return systemCode(error) ?? ''
}
