import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { imagesQuery } from '../../main/database/images.ts'
import { imagePath } from '../../main/storage/layout.ts'
import type { Image } from '../../shared/contract/images.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, openLibrary, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'
import { cornersOf, putAvif, putPicture, putTurned } from '../support/pictures.ts'
import { planOf } from '../support/plan.ts'

async function onlyImage({ client }: TestLibrary): Promise<Image> {
  const { items, total } = await client.images.list({})
  expect(total).toBe(1)
  return items[0] as Image
}

test.each(['png', 'jpg', 'jpeg', 'webp', 'tif', 'tiff', 'gif'])(
  'a folder with a .%s brings it in as an image, not as a take, with a preview',
  async (ending) => {
    const library = await serveLibrary()
    const path = putPicture(join(temporaryFolder(), 'in', `100% %03d frame.${ending}`))
    const { job } = await importAll(library.client, { paths: [dirname(path)] })
    expect(job).toMatchObject({ state: 'done', added: 1, failed: 0 })
    expect((await library.client.videos.list({})).total).toBe(0)
    const image = await onlyImage(library)
    expect(image).toMatchObject({ name: '100% %03d frame', path, width: 320, height: 180, missing_since: null })
    const preview = await library.get(`/media/image-previews/${image.id}`)
    expect([preview.status, preview.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const original = await library.get(`/media/images/${image.id}`)
    expect(Buffer.from(await original.arrayBuffer()).equals(readFileSync(path))).toBe(true)
  },
)

/** Corners from the left above, and the size, as EXIF says that the same picture is seen when it is turned. */
const turned = [
  [1, 'red green blue white', 160, 96],
  [2, 'green red white blue', 160, 96],
  [3, 'white blue green red', 160, 96],
  [4, 'blue white red green', 160, 96],
  [5, 'red blue green white', 96, 160],
  [6, 'blue red white green', 96, 160],
  [7, 'white green blue red', 96, 160],
  [8, 'green white red blue', 96, 160],
] as const

async function previewOf(library: Awaited<ReturnType<typeof serveLibrary>>, path: string) {
  await importAll(library.client, { paths: [path] })
  const image = await onlyImage(library)
  const response = await library.get(`/media/image-previews/${image.id}`)
  const preview = join(temporaryFolder(), 'preview.jpg')
  writeFileSync(preview, Buffer.from(await response.arrayBuffer()))
  return { image, type: response.headers.get('content-type'), preview }
}

test.each(turned)('a JPEG of the orientation %i is as it is seen', async (orientation, corners, width, height) => {
  const order = orientation % 2 === 0 ? 'II' : 'MM'
  const path = putTurned(join(temporaryFolder(), 'photo.jpg'), orientation, order)
  const { image, type, preview } = await previewOf(await serveLibrary(), path)
  expect([image.width, image.height, type]).toEqual([width, height, 'image/jpeg'])
  expect(cornersOf(preview).join(' ')).toBe(corners)
})

test('a WebP is as it is stored, whatever its EXIF data say, since that is how Chromium shows it', async () => {
  const { image, preview } = await previewOf(await serveLibrary(), putTurned(join(temporaryFolder(), 'photo.webp'), 6))
  expect([image.width, image.height, cornersOf(preview).join(' ')]).toEqual([160, 96, 'red green blue white'])
})

test.each([0, 9, 65535])('an orientation of %i, which there is not, turns nothing', async (orientation) => {
  const path = putTurned(join(temporaryFolder(), 'photo.jpg'), orientation)
  const { image, preview } = await previewOf(await serveLibrary(), path)
  expect([image.width, image.height, cornersOf(preview).join(' ')]).toEqual([160, 96, 'red green blue white'])
})

test.each([
  [0, 'red green blue white', 160, 96],
  [1, 'green white red blue', 96, 160],
  [2, 'white blue green red', 160, 96],
  [3, 'blue red white green', 96, 160],
])(
  'an AVIF that is turned by %i quarters is as it is seen, with a preview',
  async (quarters, corners, width, height) => {
    const path = putAvif(join(temporaryFolder(), 'frame.avif'), quarters)
    const { image, type, preview } = await previewOf(await serveLibrary(), path)
    expect(image).toMatchObject({ codec: 'avif', width, height })
    expect(type).toBe('image/jpeg')
    expect(cornersOf(preview).join(' ')).toBe(corners)
  },
)

test('an AVIF that ffmpeg cannot decode says its size, and is shown as it is', async () => {
  const path = putAvif(join(temporaryFolder(), 'frame.avif'), 1, true)
  const { image, type, preview } = await previewOf(await serveLibrary(), path)
  expect([image.width, image.height, type]).toEqual([96, 160, 'image/avif'])
  expect(readFileSync(preview).equals(readFileSync(path))).toBe(true)
})

test('a HEIC comes in with its size; it is sent as it is, since nothing here displays it', async () => {
  const path = putAvif(join(temporaryFolder(), 'photo.heic'), 1, true)
  writeFileSync(path, readFileSync(path).toString('latin1').replaceAll('avif', 'heic'), 'latin1')
  const { image, type } = await previewOf(await serveLibrary(), path)
  expect([image.width, image.height, image.codec, type]).toEqual([96, 160, 'heic', 'image/heic'])
})

test('an AVIF that is cut off anywhere never ends an import, and says no size that it does not have', async () => {
  const whole = readFileSync(putAvif(join(temporaryFolder(), 'whole.avif')))
  const folder = temporaryFolder()
  const lengths = Array.from({ length: 24 }, (_, index) => 20 + index * 15)
  for (const length of lengths) writeFileSync(join(folder, `${length}.avif`), whole.subarray(0, length))
  const { client } = await openLibrary()
  const { job } = await importAll(client, { paths: [folder] })
  expect(job).toMatchObject({ state: 'done', total: lengths.length })
  for (const { width, height } of (await client.images.list({})).items) {
    expect([
      [null, null],
      [160, 96],
    ]).toContainEqual([width, height])
  }
})

test('the row is that of the reference: a sampled hash, the name, the path, Image, new', async () => {
  const library = await openLibrary()
  const path = putPicture(join(temporaryFolder(), 'start.png'))
  await importAll(library.client, { paths: [path] })
  const row = databaseOf(library.core).prepare('SELECT Id, Name, Path, MediaType, MediaStatus, UserId FROM media').get()
  const { sample_hash } = await library.core.files.run({ kind: 'fingerprint', path })
  expect(row).toEqual({ Id: sample_hash, Name: 'start', Path: path, MediaType: 'Image', MediaStatus: 1, UserId: null })
})

test('two pictures that differ only outside of the samples are two', async () => {
  const library = await openLibrary()
  const [one, two] = ['one.png', 'two.png'].map((name) => putPicture(join(temporaryFolder(), name), 1, '800x600')) as [
    string,
    string,
  ]
  const bytes = readFileSync(two)
  bytes[1100] = (bytes[1100] ?? 0) ^ 1
  writeFileSync(two, bytes)
  const { job } = await importAll(library.client, { paths: [one, two] })
  expect(job.added + job.failed).toBe(2)
  const { items } = await library.client.images.list({})
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
  expect(items).toHaveLength(2)
})

test('a copy of a known picture is another place of it, and an unchanged one is not taken twice', async () => {
  const library = await openLibrary()
  const folder = temporaryFolder()
  const path = putPicture(join(folder, 'start.png'))
  copyFileSync(path, join(folder, 'copy.png'))
  const first = await importAll(library.client, { paths: [folder] })
  expect(first.job).toMatchObject({ added: 1, duplicates: 1, failed: 0 })
  const again = await importAll(library.client, { paths: [folder] })
  expect(again.job).toMatchObject({ added: 0, duplicates: 0, unchanged: 2, failed: 0 })
  const { id } = await onlyImage(library)
  expect((await library.client.images.get({ id })).locations.map((it) => basename(it.path))).toEqual([
    ...['copy.png', 'start.png'],
  ])
})

test('a picture that was moved is found where it is now', async () => {
  const library = await openLibrary()
  const folder = temporaryFolder()
  const path = putPicture(join(folder, 'start.png'))
  await importAll(library.client, { paths: [path] })
  const before = await onlyImage(library)
  renameSync(path, join(folder, 'renamed.png'))
  await importAll(library.client, { paths: [folder] })
  expect(await onlyImage(library)).toMatchObject({ id: before.id, path: join(folder, 'renamed.png') })
  const { locations } = await library.client.images.get({ id: before.id })
  expect(locations.map(({ missing_since }) => missing_since)).toEqual([null, expect.any(String)])
})

test('a picture that was written over stays, as missing, and the new content is another', async () => {
  const library = await openLibrary()
  const path = putPicture(join(temporaryFolder(), 'start.png'), 1)
  await importAll(library.client, { paths: [path] })
  rmSync(path)
  putPicture(path, 90)
  await importAll(library.client, { paths: [path] })
  const { items } = await library.client.images.list({})
  expect(items.map((it) => it.path)).toEqual([path, expect.stringContaining('(overwritten, was ')])
})

test.each(['copy', 'move', 'link'] as const)('with %s the library has it among its images', async (mode) => {
  const library = await openLibrary()
  const path = putPicture(join(temporaryFolder(), 'start.png'))
  const bytes = readFileSync(path)
  const { job } = await importAll(library.client, { paths: [path], mode })
  expect(job).toMatchObject({ added: 1, failed: 0 })
  const image = await onlyImage(library)
  expect(image.path).toBe(imagePath(library.core.layout, image.file_hash, 'start.png'))
  expect(readFileSync(image.path).equals(bytes)).toBe(true)
  expect(existsSync(path)).toBe(mode !== 'move')
})

test('what the library owns is found again when its folder was moved', async () => {
  const library = await openLibrary()
  await importAll(library.client, { paths: [putPicture(join(temporaryFolder(), 'start.png'))], mode: 'copy' })
  await library.core.close()
  const folder = join(temporaryFolder(), 'elsewhere')
  mkdirSync(dirname(folder), { recursive: true })
  renameSync(library.folder, folder)
  const moved = await openLibrary({ folder })
  expect(existsSync((await onlyImage(moved)).path)).toBe(true)
})

test.each<[string, (path: string) => void]>([
  ['text', (path) => writeFileSync(path, 'no picture')],
  ['nothing', (path) => writeFileSync(path, '')],
  ['its first bytes only', (path) => truncateSync(putPicture(path), 20)],
])('a .png that holds %s is refused with its name, and nothing stays of it', async (_, make) => {
  const library = await openLibrary()
  const path = join(temporaryFolder(), 'bad.png')
  make(path)
  const { items } = await importAll(library.client, { paths: [path], mode: 'copy' })
  expect(items[0]).toMatchObject({ outcome: 'failed', error: { message: expect.stringContaining('bad.png') } })
  expect((await library.client.images.list({})).total).toBe(0)
})

test('a table that another program made is taken over, and its rows stay', async () => {
  const library = await openLibrary()
  databaseOf(library.core)
    .prepare("INSERT INTO media (Id, Name, Path, MediaType, MediaStatus) VALUES ('theirs', 'T', '/t.png', 'Image', 3)")
    .run()
  await importAll(library.client, { paths: [putPicture(join(temporaryFolder(), 'start.png'))] })
  expect((await library.client.images.list({})).items).toHaveLength(1)
  expect(databaseOf(library.core).prepare('SELECT count(*) FROM media').pluck().get()).toBe(2)
})

test('the list goes by its index', async () => {
  const { core } = await openLibrary()
  for (const order of ['asc', 'desc'] as const) {
    const plan = planOf(core, imagesQuery(core.db, { order, offset: 0, limit: 100 }))
    expect(plan).toContain('USING INDEX media_by_type')
    expect(plan).not.toContain('TEMP B-TREE')
  }
})
