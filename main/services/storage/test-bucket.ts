import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { messageOf, RushesError } from '../../../shared/errors.ts'
import type { OpenBucket } from '../../contents/bucket.ts'
import type { Core } from '../../core.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { privateFile } from '../../storage/make-folder.ts'
import type { ObjectStore } from '../../storage/objects/object-store.ts'

type Step = 'keys' | 'list' | 'write' | 'read' | 'range' | 'delete'

/**
 * Tests each thing that Rushes does with the bucket, with a small object of its own, and says what is wrong with the
 * first that fails.
 * @throws RushesError CONSENT_NEEDED
 */
export async function testBucket(core: Core, signal: AbortSignal | undefined) {
  const steps: { step: Step; ok: boolean; message: string | null }[] = []
  const passes = async (step: Step, work: () => Promise<unknown>) => {
    if (steps.some(({ ok }) => !ok)) return
    try {
      await work()
      steps.push({ step, ok: true, message: null })
    } catch (error) {
      if (error instanceof RushesError && ['CONSENT_NEEDED', 'CANCELLED'].includes(error.code)) throw error
      steps.push({ step, ok: false, message: messageOf(error) })
    }
  }
  let opened: OpenBucket | undefined
  await passes('keys', async () => {
    opened = await core.bucket.open('quick')
  })
  if (opened) await testStore(core, opened.store, passes, signal)
  return { ok: steps.every(({ ok }) => ok), steps }
}

async function testStore(
  { layout }: Core,
  store: ObjectStore,
  passes: (step: Step, work: () => Promise<unknown>) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const bytes = randomBytes(1000)
  const key = `connection-test-${randomUUID()}`
  const path = join(incomingFolder(layout), key)
  const file = { path, size_bytes: bytes.length, file_hash: createHash('sha256').update(bytes).digest('hex') }
  const requireSame = async (expected: Buffer, range?: { start: number; end: number }) => {
    if (!(await buffer(await store.get(key, { range, signal }))).equals(expected))
      throw new RushesError('STORAGE_FAILED', `${store.name} returned other bytes than were written.`)
  }
  await writeFile(path, bytes, { mode: privateFile })
  try {
    await passes('list', () => store.list('connection-test-').next())
    await passes('write', () => store.put(key, file, { signal }))
    await passes('read', () => requireSame(bytes))
    await passes('range', () => requireSame(bytes.subarray(10, 20), { start: 10, end: 19 }))
    await passes('delete', async () => {
      await store.delete(key)
      if (await store.head(key, signal)) throw new RushesError('STORAGE_FAILED', `${store.name} keeps what is deleted.`)
    })
  } finally {
    await rm(path, { force: true })
  }
}
