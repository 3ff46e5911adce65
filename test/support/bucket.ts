import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startFauxqs } from 'fauxqs'
import { onTestFinished } from 'vitest'
import type { BucketSettings } from '../../main/storage/objects/bucket-settings.ts'
import type { TestLibrary } from './library.ts'

/** An error answer of S3. */
interface Refusal {
  status: number
  code: string
}

/**
 * A fault in the answer to a request: an error, silence, a cut connection, half of the answer, or an answer with one
 * wrong byte.
 */
type Fault = Refusal | 'silent' | 'cut' | 'truncate' | 'corrupt'

/** A real S3 server, behind a proxy that can fail. */
export interface TestBucket {
  settings: BucketSettings
  keys: { accessKeyId: string; secretAccessKey: string }
  /** Called for each request; returns how it fails. Undefined lets it pass. */
  fault: ((request: IncomingMessage) => Fault | undefined) | undefined
  /** `GET /bucket/key` of each request that arrived. */
  requests: string[]
  empty(): void
  /** Stops answering, until the test ends. */
  stop(): Promise<void>
}

/** Starts a server with an empty bucket `media`, gone when the test ends. */
export async function startBucket(prefix = ''): Promise<TestBucket> {
  const s3 = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' })
  s3.createBucket('media')
  const server = createServer((req, res) => forward(bucket, s3.port, req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const endpoint = `http://127.0.0.1:${port}`
  const stop = () => close(server)
  const bucket: TestBucket = {
    settings: { endpoint, region: 'us-east-1', bucket: 'media', prefix, path_style: true, profile: null },
    keys: { accessKeyId: 'test-key', secretAccessKey: 'test-secret-never-stored' },
    fault: undefined,
    requests: [],
    empty: () => s3.emptyBucket('media'),
    stop,
  }
  onTestFinished(async () => {
    await stop()
    await s3.stop()
  })
  return bucket
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
}

function forward(bucket: TestBucket, port: number, req: IncomingMessage, res: ServerResponse): void {
  bucket.requests.push(`${req.method} ${req.url?.split('?')[0]}`)
  const fault = bucket.fault?.(req)
  if (fault === 'silent') return
  if (fault === 'cut') return void req.socket.destroy()
  if (typeof fault === 'object') {
    req.resume()
    const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${fault.code}</Code><Message>${fault.code}</Message></Error>`
    return void req.on('end', () => res.writeHead(fault.status, { 'content-type': 'application/xml' }).end(body))
  }
  const { method, url: path, headers } = req
  const sent = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    if (fault === undefined) {
      res.writeHead(answer.statusCode ?? 500, answer.headers)
      return void answer.pipe(res)
    }
    const parts: Buffer[] = []
    answer.on('data', (part) => parts.push(part)).on('end', () => spoil(fault, answer, Buffer.concat(parts), res))
  })
  sent.on('error', () => res.destroy())
  req.pipe(sent)
}

function spoil(fault: 'truncate' | 'corrupt', answer: IncomingMessage, body: Buffer, res: ServerResponse): void {
  const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !name.includes('checksum')))
  res.writeHead(answer.statusCode ?? 500, headers)
  const middle = body.length >> 1
  if (fault === 'truncate') return void res.write(body.subarray(0, middle), () => res.socket?.destroy())
  body[middle] = (body[middle] ?? 0) ^ 0xff
  res.end(body)
}

/** A keychain that can only be read by this process. */
export function testKeychain() {
  const pad = randomBytes(4096)
  const mix = (bytes: Uint8Array) => Buffer.from(bytes.map((byte, index) => byte ^ (pad[index % pad.length] ?? 0)))
  return {
    encrypt: (text: string) => mix(Buffer.from(text)),
    decrypt: (sealed: Uint8Array) => mix(sealed).toString(),
  }
}

/** Opens a library with the bucket, and the keys in its keychain. */
export async function connectBucket(
  { client }: Pick<TestLibrary, 'client'>,
  { settings, keys }: TestBucket,
  frames: 'library' | 'bucket' = 'library',
): Promise<void> {
  await client.storage.set({ ...settings, frames })
  await client.storage.saveKeys({
    keys: { access_key_id: keys.accessKeyId, secret_access_key: keys.secretAccessKey },
  })
}
