import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readXmp } from '../../../main/media/sidecars/xmp.ts'
import { createDryClient } from '../../../main/router.ts'
import { DryRunDone } from '../../../shared/dry-run.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { putPicture } from '../../support/pictures.ts'

const packet = (attributes: string, tags: string[] = []) => `<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:CreatorTool="Other" ${attributes}>
   <dc:subject><rdf:Bag>${tags.map((tag) => `<rdf:li>${tag}</rdf:li>`).join('')}</rdf:Bag></dc:subject>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>`

async function openWithTake(mode: 'reference' | 'copy' = 'reference', xmp?: string) {
  const library = await openLibrary()
  const path = await putClip('landscape.mp4', join(temporaryFolder(), 'clip.mp4'))
  const sidecar = path.replace('.mp4', '.xmp')
  if (xmp !== undefined) writeFileSync(sidecar, xmp)
  await importAll(library.client, { paths: [path], mode })
  const [take] = (await library.client.videos.list({})).items
  if (!take) throw new Error('not imported')
  const write = async (formats: ('xmp' | 'json')[] = ['xmp']) => {
    const job = await ended(library.client, await library.client.sidecars.write({ video_ids: [take.id], formats }))
    return (await library.client.jobs.items({ id: job.id })).items[0]
  }
  return { ...library, id: take.id, path, sidecar, write }
}

test('an import reads the sidecar, and an undo takes its values back with a read on request', async () => {
  const { client, id, sidecar } = await openWithTake('reference', packet('xmp:Rating="4" xmp:Label="Blue"', ['fog']))
  expect(await client.videos.get({ id })).toMatchObject({ rating: 4, colour: 'blue', tags: ['fog'], note: null })
  writeFileSync(sidecar, packet('xmp:Rating="2"', ['dusk']))
  expect(await client.sidecars.read({ video_ids: [id] })).toEqual({ read: 1, without: 0, failed: [] })
  expect(await client.videos.get({ id })).toMatchObject({ rating: 2, colour: 'blue', tags: ['dusk', 'fog'] })
  await client.history.undo({})
  expect(await client.videos.get({ id })).toMatchObject({ rating: 4, tags: ['fog'] })
  writeFileSync(sidecar, 'broken')
  const { failed } = await client.sidecars.read({ video_ids: [id] })
  expect(failed).toMatchObject([
    { code: 'FILE_UNREADABLE', message: expect.stringContaining(`${sidecar} can’t be read.`) },
  ])
})

test('sidecars are written, merged with those of other programs, and refused where both have a value', async () => {
  const { client, id, path, sidecar, write } = await openWithTake()
  const original = readFileSync(path)
  await client.videos.rate({ ratings: [{ ids: [id], rating: 5 }] })
  await client.tags.change({ changes: [{ ids: [id], add: ['fog'], remove: [] }] })
  expect((await write(['xmp', 'json']))?.outcome).toBe('made')
  expect((await write(['xmp', 'json']))?.outcome).toBe('cached')
  expect(readXmp(readFileSync(sidecar, 'utf8')).values).toMatchObject({ rating: 5, tags: ['fog'] })
  const json = JSON.parse(readFileSync(`${path}.rushes.json`, 'utf8'))
  expect(json).toMatchObject({
    file: { path: 'clip.mp4', size_bytes: original.length },
    take: { rating: 5, tags: ['fog'] },
  })
  // Our own is replaced, cleared values too.
  await client.videos.rate({ ratings: [{ ids: [id], rating: null }] })
  await write()
  expect(readXmp(readFileSync(sidecar, 'utf8')).values.rating).toBeNull()

  writeFileSync(sidecar, packet('xmp:Rating="3"', ['dusk']))
  expect((await write())?.outcome).toBe('made')
  const merged = readFileSync(sidecar, 'utf8')
  expect(readXmp(merged).values).toMatchObject({ rating: 3, tags: ['fog', 'dusk'] })
  expect(merged).toContain('xmp:CreatorTool="Other"')
  await client.videos.rate({ ratings: [{ ids: [id], rating: 1 }] })
  writeFileSync(sidecar, packet('xmp:Rating="3"', ['dusk']))
  const refused = await write()
  expect(refused?.error).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining(
      `${sidecar} was changed by another program and differs from the library in its rating.`,
    ),
  })
  expect(readFileSync(sidecar, 'utf8')).toBe(packet('xmp:Rating="3"', ['dusk']))
  await client.sidecars.read({ video_ids: [id] })
  expect((await write())?.outcome).toBe('made')
  expect(readFileSync(path).equals(original)).toBe(true)
})

test('a dry run reports the sidecars that would be written, and names one that would be refused', async () => {
  const { client, core, id, path, sidecar, write } = await openWithTake()
  const dryRun = async () => {
    const call = createDryClient(core).sidecars.write({ video_ids: [id], formats: ['xmp', 'json'] })
    return await call.then(
      () => undefined,
      (error) => (error instanceof DryRunDone ? error.report : error),
    )
  }
  const change = { tbl: 'sidecars', subjects: 1, old: null, new: null }
  await client.videos.rate({ ratings: [{ ids: [id], rating: 5 }] })
  const samples = [{ kind: 'video', id, name: 'clip', is_present: true }]
  expect(await dryRun()).toEqual({
    dry_run: true,
    words: 'Wrote 2 sidecars',
    changes: [{ ...change, op: 'insert', rows: 2 }],
    samples,
  })
  expect([existsSync(sidecar), existsSync(`${path}.rushes.json`)]).toEqual([false, false])
  await write()
  await client.videos.rate({ ratings: [{ ids: [id], rating: 4 }] })
  const changes = ['insert', 'update'].map((op) => ({ ...change, op, rows: 1 }))
  expect(await dryRun()).toMatchObject({ changes })
  await write(['xmp', 'json'])
  expect(await dryRun()).toEqual({ dry_run: true, words: '', changes: [], samples: [] })
  writeFileSync(sidecar, packet('xmp:Rating="3"'))
  expect(await dryRun()).toMatchObject({ code: 'CONFLICT' })
})

test('images have sidecars as takes have', async () => {
  const { client } = await openLibrary()
  const path = putPicture(join(temporaryFolder(), 'still.png'))
  const sidecar = path.replace('.png', '.xmp')
  writeFileSync(sidecar, packet('xmp:Rating="4" xmp:Label="Blue"', ['fog']))
  await importAll(client, { paths: [path], mode: 'reference' })
  const [image] = (await client.images.list({})).items
  const id = image?.id ?? ''
  expect(image).toMatchObject({ rating: 4, colour: 'blue', tags: ['fog'], note: null })
  await client.images.note({ id, note: 'A ferry' })
  const write = { image_ids: [id], formats: ['xmp' as const, 'json' as const] }
  expect(await ended(client, await client.sidecars.write(write))).toMatchObject({ made: 1, failed: 0 })
  const said = { rating: 4, colour: 'blue', tags: ['fog'], note: 'A ferry' }
  expect(readXmp(readFileSync(sidecar, 'utf8')).values).toEqual(said)
  expect(JSON.parse(readFileSync(`${path}.rushes.json`, 'utf8'))).toMatchObject({
    file: { path: 'still.png', sha256: image?.file_hash },
    take: said,
  })
  writeFileSync(sidecar, packet('xmp:Rating="2"', ['dusk']))
  expect(await client.sidecars.read({ image_ids: [id] })).toEqual({ read: 1, without: 0, failed: [] })
  expect(await client.images.get({ id })).toMatchObject({ rating: 2, colour: 'blue', tags: ['dusk', 'fog'] })
  await client.history.undo({})
  expect(await client.images.get({ id })).toMatchObject({ rating: 4, tags: ['fog'], note: 'A ferry' })
  await expect(client.sidecars.read({})).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

test('a photo of the same name keeps its sidecar, links are refused, and library files have none', async () => {
  const { client, id, path, sidecar, write } = await openWithTake()
  writeFileSync(path.replace('.mp4', '.HEIC'), 'a live photo')
  writeFileSync(sidecar, packet('xmp:Rating="3"'))
  expect(await client.sidecars.read({ video_ids: [id] })).toMatchObject({ read: 0, without: 1 })
  await write()
  expect([existsSync(`${path}.xmp`), readFileSync(sidecar, 'utf8')]).toEqual([true, packet('xmp:Rating="3"')])
  const target = join(temporaryFolder(), 'target.xmp')
  writeFileSync(target, packet('xmp:Rating="3"'))
  const linked = await openWithTake()
  symlinkSync(target, linked.sidecar)
  expect((await linked.write())?.error).toMatchObject({ code: 'FILE_UNREADABLE' })
  expect(readFileSync(target, 'utf8')).toBe(packet('xmp:Rating="3"'))
})
