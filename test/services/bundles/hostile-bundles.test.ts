import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { migrations } from '../../../main/database/connection/migrate.ts'
import { centralDirectory, localHeader, type ZipEntry } from '../../../main/storage/bundles/zip-records.ts'
import type { Manifest } from '../../../shared/bundles/manifest.ts'
import { importFrom } from '../../support/bundles.ts'
import { openLibrary, temporaryFolder } from '../../support/library.ts'

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

interface Packed {
  path: string
  bytes: Buffer
}

/** Writes a zip file of any names, each as often as it is given. */
function zipOf(files: readonly Packed[], change: (zip: Buffer) => void = () => undefined): string {
  const parts: Buffer[] = []
  const entries: ZipEntry[] = []
  let offset = 0
  for (const { path, bytes } of files) {
    const entry = { path, size_bytes: bytes.length, crc32: crc32(bytes), offset }
    const header = localHeader(entry)
    parts.push(header, bytes)
    entries.push(entry)
    offset += header.length + bytes.length
  }
  const zip = Buffer.concat([...parts, centralDirectory(entries, offset)])
  change(zip)
  const path = join(temporaryFolder(), 'hostile.zip')
  writeFileSync(path, zip)
  return path
}

function manifestOf(files: readonly Packed[], changes: Partial<Manifest> = {}): Packed {
  const manifest: Manifest = {
    format: 'rushes-bundle',
    version: 1,
    created_at: '2026-01-01 00:00:00',
    rushes_version: 'test',
    schema_version: migrations.length,
    files: files.map(({ path, bytes }) => ({ path, sha256: sha256(bytes), size_bytes: bytes.length })),
    tables: {},
    missing: [],
    ...changes,
  }
  return { path: 'manifest.json', bytes: Buffer.from(JSON.stringify(manifest)) }
}

const tags = { path: 'rows/tagged_videos.jsonl', bytes: Buffer.from('{"video_id":"v","tag_key":"a","tag":"a"}\n') }
/** The name that a content’s file has. */
function mediaOf(text: string, claimed = text): Packed {
  const hash = sha256(Buffer.from(claimed))
  return { path: `videos/${hash.slice(0, 2)}/${hash}.mp4`, bytes: Buffer.from(text) }
}

/** Marks all files of a zip as symbolic links. */
function asLinks(zip: Buffer): void {
  for (
    let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
    at > 0;
    at = zip.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  )
    zip.writeUInt32LE((0o120777 << 16) >>> 0, at + 38)
}

/** A zip of 64 KB whose only file unpacks to 64 MB. */
function bomb(): string {
  const size = 64 * 2 ** 20
  const bytes = deflateRawSync(Buffer.alloc(size))
  return zipOf([{ path: 'manifest.json', bytes }], (zip) => {
    const central = zip.indexOf('PK\u0001\u0002', 0, 'latin1')
    zip.writeUInt16LE(8, 8)
    zip.writeUInt16LE(8, central + 10)
    zip.writeBigUInt64LE(BigInt(size), central + 46 + 'manifest.json'.length + 4)
  })
}

test('bundles that would write elsewhere, share or multiply bytes, or lie are refused, and nothing is left', async () => {
  const { client, folder, core } = await openLibrary()
  const outside = { path: '../../escaped.mp4', bytes: Buffer.from('x') }
  const listed = manifestOf([tags])
  const wrong = manifestOf([tags], {
    files: [{ path: tags.path, sha256: '0'.repeat(64), size_bytes: tags.bytes.length }],
  })
  const refused: [string, string][] = [
    [zipOf([outside, listed]), 'invalid relative path'],
    [zipOf([{ ...outside, path: '/tmp/escaped.mp4' }, listed]), 'absolute path'],
    [zipOf([{ ...outside, path: 'videos\\..\\x.mp4' }, listed]), 'invalid characters'],
    [zipOf([{ ...outside, path: 'rows/VIDEOS.jsonl' }, listed]), 'does not belong in a bundle'],
    [zipOf([tags, tags, listed]), 'twice'],
    [zipOf([tags, listed], asLinks), 'has a link'],
    [bomb(), 'unpacks to 200 times its size'],
    [zipOf([tags]), 'no manifest.json'],
    [zipOf([listed]), 'lacks rows/tagged_videos.jsonl'],
    [zipOf([tags, mediaOf('x'), listed]), 'does not list'],
    [zipOf([tags, wrong]), 'is damaged'],
    [zipOf([tags, manifestOf([tags], { schema_version: migrations.length + 1 })]), 'newer Rushes'],
    [
      zipOf([{ ...tags, bytes: Buffer.from('[1]\n') }, manifestOf([{ ...tags, bytes: Buffer.from('[1]\n') }])]),
      'has a row',
    ],
  ]
  const linked = join(temporaryFolder(), 'linked')
  mkdirSync(join(linked, 'rows'), { recursive: true })
  writeFileSync(join(linked, 'manifest.json'), listed.bytes)
  symlinkSync('/etc/hostname', join(linked, tags.path))
  refused.push([linked, 'has a link'])
  const plain = join(temporaryFolder(), 'plain.zip')
  writeFileSync(plain, 'no zip')
  refused.push([plain, 'no zip file that can be read'], [join(linked, 'gone'), 'not found'])
  for (const [path, reason] of refused) {
    const said = await client.bundles.import({ path }).then(
      () => 'accepted',
      (error: Error) => error.message,
    )
    expect(said, path).toContain(reason)
  }
  expect(await client.jobs.list({})).toEqual([])
  expect(readdirSync(core.layout.incoming).flatMap((name) => readdirSync(join(core.layout.incoming, name)))).toEqual([])
  expect(readdirSync(join(folder, 'videos'))).toEqual([])
})

test('a file that is not the content of its name, or no video, is left out with its rows, and the others stay', async () => {
  const { client } = await openLibrary()
  const media = mediaOf('this is no video at all')
  const hash = sha256(media.bytes)
  const videos = {
    path: 'rows/videos.jsonl',
    bytes: Buffer.from(
      `${JSON.stringify({ id: 'v', name: 'x', file_path: media.path, file_hash: hash, size_bytes: 23, source_type: 'uploaded' })}\n`,
    ),
  }
  const searches = { path: 'rows/saved_searches.jsonl', bytes: Buffer.from('{"id":"s","name":"n","query":"q"}\n') }
  const files = [media, videos, tags, searches]
  const job = await importFrom(client, zipOf([...files, manifestOf(files)]))
  const { items } = await client.jobs.items({ id: job.id, outcome: 'failed' })
  expect(items.map(({ path, error }) => [path, error?.message])).toEqual([
    ['x', expect.stringContaining('is a text file, not a video')],
    ['videos', '1 row of videos left out: could not be read.'],
    ['tagged_videos', expect.stringContaining('was not imported')],
  ])
  expect((await client.videos.list({})).items).toEqual([])
  expect((await client.searches.list()).map(({ id }) => id)).toEqual(['s'])
})
