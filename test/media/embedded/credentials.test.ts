import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it, test } from 'vitest'
import { withFile } from '../../../main/media/embedded/bounded-file.ts'
import { createParserThread } from '../../../main/media/embedded/parser-thread.ts'
import { readMetadata } from '../../../main/media/embedded/read-metadata.ts'
import { createThreads } from '../../../main/threads/threads.ts'
import { isByModel } from '../../../shared/generation/credentials.ts'
import { clip } from '../../support/clips.ts'
import { matroskaOf, matroskaParts } from '../../support/image-containers.ts'
import { temporaryFolder } from '../../support/library.ts'
import { box, credentialsBox, labelled, manifestOf } from '../../support/tagged-files.ts'

async function read(...parts: Buffer[]) {
  const path = join(temporaryFolder(), 'a.mp4')
  writeFileSync(path, Buffer.concat(parts))
  return await credentialsOf(path)
}

async function credentialsOf(path: string) {
  return (await withFile(path, readMetadata)).credentials
}

const begin = box('ftyp', Buffer.from('isom0000'))
const stated = {
  manifest: 'urn:c2pa:ferry',
  title: 'Ferry',
  generator: 'Example Video 2.1',
  issuer: null,
  actions: [{ action: 'c2pa.created', tool: 'video-model 3', source_type: 'trainedAlgorithmicMedia', when: null }],
  ingredients: [{ title: 'start.mp4', format: 'video/mp4', relationship: 'inputTo', manifest: 'urn:c2pa:start' }],
}
const unreadable = { manifest: null, title: null, generator: null, issuer: null, actions: [], ingredients: [] }

test('the active manifest is the last one: its program, actions, source and ingredients', async () => {
  const credentials = await read(begin, credentialsBox(manifestOf('urn:c2pa:ferry')), box('mdat', Buffer.alloc(9)))
  expect(credentials).toEqual(stated)
  expect(credentials && isByModel(credentials)).toBe(true)
})

test('a box that the writers of the standard signed is read, the issuer out of its certificate', async () => {
  // Written by c2pa-rs 0.91 with a certificate made for it; it reads the same out of it.
  const signed = readFileSync(new URL('../../support/signed.c2pa', import.meta.url))
  expect(await read(begin, signed)).toMatchObject({
    manifest: 'urn:c2pa:83f6981d-330b-4fb6-986d-77d027b24afb',
    generator: 'Example Video 2.1',
    issuer: 'Example Studio',
    actions: [
      {
        action: 'c2pa.created',
        tool: 'video-model 3',
        source_type: 'trainedAlgorithmicMedia',
        when: '2026-03-14T10:00:00Z',
      },
    ],
    ingredients: [
      { title: 'start.mp4', relationship: 'componentOf', manifest: 'urn:uuid:a109aa92-8aa9-4d8a-b778-8e8f855ebfc5' },
    ],
  })
})

describe('a signature', () => {
  const parser = createParserThread(createThreads())
  afterAll(() => parser.close())

  // Signed with a certificate made for it, by the library of the authors of the standard.
  const signed = readFileSync(new URL('../../support/signed.png', import.meta.url))
  const changed = Buffer.from(signed)
  changed[changed.length - 20] = 1
  const ofAnother = Buffer.concat([begin, readFileSync(new URL('../../support/signed.c2pa', import.meta.url))])
  const unsupported = matroskaOf('application/c2pa', manifestOf('urn:c2pa:ferry'))
  const unreadableFile = Buffer.concat([begin, credentialsBox(Buffer.from('no manifest'))])
  // Signed with 60 MB of zeros behind it: more than the library reads into memory at once.
  const large = [begin, readFileSync(new URL('../../support/signed-large.c2pa', import.meta.url))]
  const videoOf = (length: number, last = 0) => {
    const head = Buffer.concat([...large, box('mdat', Buffer.alloc(0))])
    head.writeUInt32BE(length + 8, head.length - 8)
    return sparse([0, head], [head.length + length - 1, Buffer.from([last])])
  }
  const written = (bytes: Buffer) => sparse([0, bytes])

  it.each([
    ['matches the file', () => written(signed), { signature: 'valid' }],
    ['does not match a file that was changed', () => written(changed), { signature: 'invalid' }],
    ['does not match another file', () => written(ofAnother), { signature: 'invalid' }],
    ['matches a large file, read in parts', () => videoOf(60_000_000), { signature: 'valid' }],
    ['does not match a large file whose last byte differs', () => videoOf(60_000_000, 1), { signature: 'invalid' }],
    ['is not verified in a larger file', () => videoOf(140_000_000), { unverified: 'size' }],
    [
      'is not verified in a format that the library does not read',
      () => written(unsupported),
      { unverified: 'format' },
    ],
    ['is not verified if the library fails', () => written(unreadableFile), { unverified: 'failed' }],
  ] as const)('%s', async (_what, write, state) => {
    const path = write()
    const { signature, unverified } = await parser.verify({ ...stated, actions: [], ingredients: [] }, path)
    expect(JSON.parse(JSON.stringify({ signature, unverified }))).toEqual(state)
    expect(await credentialsOf(path)).not.toBeNull()
  })
})

test('sizes of 64 bits, boxes of another purpose and boxes that are large are passed over', async () => {
  const large = box('mdat', Buffer.alloc(3_000_000), true)
  const hashes = credentialsBox(Buffer.alloc(40), 'merkle')
  expect(await read(begin, large, hashes, credentialsBox(manifestOf('urn:c2pa:ferry'), 'manifest', true))).toEqual(
    stated,
  )
})

test('the box of a video of today, whose last box has no size of its own', async () => {
  const last = box('mdat', Buffer.alloc(100))
  last.writeUInt32BE(0)
  expect(await read(begin, credentialsBox(manifestOf('urn:c2pa:ferry')), last)).toEqual(stated)
})

test('most videos have none', async () => {
  for (const name of ['landscape.mp4', 'vp9.webm', 'mpeg4.avi'] as const) {
    expect(await credentialsOf(await clip(name))).toBeNull()
  }
  expect(await read(Buffer.alloc(0))).toBeNull()
})

/** Writes parts at their positions; what is between them takes no space on the disk. */
function sparse(...parts: [position: number, bytes: Buffer][]): string {
  const path = join(temporaryFolder(), 'sparse')
  const file = openSync(path, 'w')
  for (const [position, bytes] of parts) writeSync(file, bytes, 0, bytes.length, position)
  closeSync(file)
  return path
}

const gibibytes = 2 ** 30
const store = manifestOf('urn:c2pa:ferry')

test('a manifest is found behind gigabytes of video', async () => {
  const media = box('mdat', Buffer.alloc(0), true)
  media.writeBigUInt64BE(BigInt(5 * gibibytes), 8)
  const after = begin.length + 5 * gibibytes
  expect(await credentialsOf(sparse([0, begin], [begin.length, media], [after, credentialsBox(store)]))).toEqual(stated)
  const [head, attachments] = matroskaParts(store)
  const cluster = Buffer.from(`1f43b67501${(5 * gibibytes).toString(16).padStart(14, '0')}`, 'hex')
  const segment = Buffer.from('1853806701ffffffffffffff', 'hex')
  const start = head.length + segment.length + cluster.length + 5 * gibibytes
  const path = sparse([0, Buffer.concat([head, segment, cluster])], [start, attachments])
  expect(await credentialsOf(path)).toEqual(stated)
})

test('an attachment is found by the index, and behind the clusters of a recording, whose sizes are unknown', async () => {
  const [head, attachments] = matroskaParts(store)
  const segment = Buffer.from('1853806701ffffffffffffff', 'hex')
  const blocks = Buffer.concat(Array.from({ length: 50 }, () => Buffer.from('a38300aabb', 'hex')))
  const cluster = Buffer.concat([Buffer.from('1f43b67501ffffffffffffff', 'hex'), Buffer.from('e78100', 'hex'), blocks])
  expect(await read(head, segment, cluster, cluster, attachments)).toEqual(stated)
  // The element between says that it goes on to the end of the file, so that only the index leads to the attachments.
  const hidden = Buffer.from('ec01000000000fffff', 'hex')
  const index = (position: number) => Buffer.from(`114d9b748f4dbb8c53ab841941a46953ac82${hex16(position)}`, 'hex')
  const position = index(0).length + hidden.length
  expect(await read(head, segment, index(position), hidden, attachments)).toEqual(stated)
})

const hex16 = (value: number) => value.toString(16).padStart(4, '0')

test('of a manifest with pictures of any size, only what is stated is read', async () => {
  const length = 3 * gibibytes
  const picture = Buffer.alloc(8)
  picture.writeUInt32BE(length)
  picture.write('bidb', 4)
  // The picture is the last box of the store, so that the sizes of the boxes around it are those of the store and it.
  const inside = store.subarray(8)
  const around = Buffer.alloc(8)
  around.writeUInt32BE(8 + inside.length + length)
  around.write('jumb', 4)
  const uuid = credentialsBox(Buffer.alloc(0))
  const outer = Buffer.concat([Buffer.alloc(16), uuid.subarray(8)])
  outer.writeUInt32BE(1)
  outer.write('uuid', 4)
  outer.writeBigUInt64BE(BigInt(outer.length + around.length + inside.length + length), 8)
  const parts = Buffer.concat([begin, outer, around, inside, picture])
  const before = process.memoryUsage().rss
  const path = sparse([0, parts], [parts.length - 8 + length - 1, Buffer.alloc(1)])
  expect(await credentialsOf(path)).toEqual(stated)
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20)
})

test('a manifest that cannot be read is known to be there', async () => {
  expect(await read(begin, credentialsBox(Buffer.from('no manifest')))).toEqual(unreadable)
  const broken = labelled('c2pa', labelled('urn:c2pa:a', labelled('c2pa.claim', box('cbor', Buffer.from('ff', 'hex')))))
  expect(await read(begin, credentialsBox(broken))).toEqual(unreadable)
})

test('a box that is too short for its identifier has none', async () => {
  const short = credentialsBox(manifestOf('urn:c2pa:ferry'))
  short.writeUInt32BE(8)
  expect(await read(begin, short)).toBeNull()
})

test('whatever the sizes in it are, it ends, and says no more than is there', async () => {
  const whole = Buffer.concat([begin, credentialsBox(manifestOf('urn:c2pa:ferry'))])
  const path = join(temporaryFolder(), 'a.mp4')
  const change = fc.record({ at: fc.nat(whole.length - 4), to: fc.oneof(fc.nat(0xffffffff), fc.nat(20)) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 3 }),
      fc.nat(whole.length),
      async (changes, length) => {
        const bytes = Buffer.from(whole)
        for (const { at, to } of changes) bytes.writeUInt32BE(to, at)
        writeFileSync(path, bytes.subarray(0, length))
        const credentials = await credentialsOf(path)
        if (credentials !== null) expect(Object.keys(credentials)).toEqual(Object.keys(stated))
      },
    ),
  )
})
