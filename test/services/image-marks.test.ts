import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import type { Client } from '../../shared/contract/index.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, openLibrary, temporaryFolder } from '../support/library.ts'
import { putPicture } from '../support/pictures.ts'

let client: Client
let core: Awaited<ReturnType<typeof openLibrary>>['core']
/** Ids by name. */
let ids: Record<string, string>

beforeEach(async () => {
  const library = await openLibrary()
  ;({ client, core } = library)
  const folder = temporaryFolder()
  const paths = ['ferry', 'pier', 'lamp'].map((name, at) =>
    putPicture(join(folder, `${name}.png`), 1 + at * 60, `${64 + at * 64}x64`),
  )
  for (const path of paths) await importAll(client, { paths: [path] })
  const { items } = await client.images.list({ order: 'asc' })
  ids = Object.fromEntries(items.map(({ id, name }) => [name, id]))
})

const id = (name: string) => ids[name] ?? ''
const names = async (query: string) => (await client.images.list({ query, order: 'asc' })).items.map(({ name }) => name)

test('images are rated, tagged, labelled and noted, and each step of the history undoes one of them', async () => {
  const before = (await client.images.list({})).items
  await client.images.rate({ ratings: [{ ids: [id('ferry'), id('pier'), 'none'], rating: 4 }] })
  await client.tags.change({ changes: [{ of: 'image', ids: [id('ferry')], add: ['Night', 'dusk'], remove: [] }] })
  await client.images.colour({ colours: [{ ids: [id('ferry')], colour: 'red' }] })
  await client.images.note({ id: id('ferry'), note: 'The lantern flickers' })
  expect(await client.images.get({ id: id('ferry') })).toMatchObject({
    rating: 4,
    tags: ['dusk', 'Night'],
    colour: 'red',
    note: 'The lantern flickers',
  })
  const { items } = await client.history.list({ limit: 4 })
  expect(items.map(({ words }) => words)).toEqual([
    'Changed the note on 1 image',
    'Labelled 1 image red',
    'Tagged 1 image',
    'Rated 2 images 4 stars',
  ])
  expect(items[0]?.subjects).toMatchObject([{ kind: 'image', id: id('ferry'), name: 'ferry' }])
  for (let steps = 0; steps < 4; steps++) await client.history.undo({})
  expect((await client.images.list({})).items).toEqual(before)
  await client.history.redo({})
  expect((await client.images.get({ id: id('pier') })).rating).toBe(4)
})

test('the answer of a call undoes it, and names how many images changed', async () => {
  await client.images.rate({ ratings: [{ ids: [id('pier')], rating: 2 }] })
  const rated = await client.images.rate({ ratings: [{ ids: [id('ferry'), id('pier'), 'none'], rating: 2 }] })
  expect(rated).toMatchObject({ found: 2, changed: 1 })
  await client.images.rate(rated.undo)
  expect((await client.images.list({ query: 'has:rating' })).items).toMatchObject([{ name: 'pier', rating: 2 }])
  const tagged = await client.tags.change({ changes: [{ of: 'image', ids: [id('lamp')], add: ['night'], remove: [] }] })
  expect(tagged).toMatchObject({ found: 1, changed: 1 })
  await client.tags.change(tagged.undo)
  expect((await client.tags.list({})).total).toBe(0)
})

test('the query finds images by each of their fields, and says which it does not know', async () => {
  await client.images.rate({ ratings: [{ ids: [id('ferry')], rating: 4 }] })
  await client.tags.change({
    changes: [{ of: 'image', ids: [id('ferry'), id('lamp')], add: ['Nächtlich'], remove: [] }],
  })
  await client.images.colour({ colours: [{ ids: [id('pier')], colour: 'blue' }] })
  await client.images.note({ id: id('lamp'), note: 'flickers' })
  const [pier] = (await client.images.list({ query: 'pier' })).items
  await client.generations.putOfContent({
    file_hash: pier?.file_hash ?? '',
    model: 'flux1-dev',
    provider: 'comfyui',
    prompt: 'A wooden pier, 夜景',
    generation_params: { seed: 118, loras: [{ name: 'film grain' }] },
  })
  const found: Record<string, string[]> = {
    'ferry OR lamp': ['ferry', 'lamp'],
    'rating:>=4': ['ferry'],
    'tag:nachtlich -ferry': ['lamp'],
    nachtlich: ['ferry', 'lamp'],
    '-has:tag': ['pier'],
    'colour:blue': ['pier'],
    'note:flick': ['lamp'],
    'model:flux provider:comfyui seed:118 lora:film': ['pier'],
    'model:flux1': ['pier'],
    'model:"flux1"': [],
    夜: ['pier'],
    '"wooden pier"': ['pier'],
    'has:generation': ['pier'],
    'codec:png size:>1B date:today': ['ferry', 'pier', 'lamp'],
    'workflow:x': [],
    'status:new ai:no': ['ferry', 'lamp'],
  }
  for (const [query, expected] of Object.entries(found)) expect([query, await names(query)]).toEqual([query, expected])
  for (const query of ['dur:5', 'has:sound', 'rating:9', 'near:x'])
    await expect(client.images.list({ query })).rejects.toMatchObject({ code: 'BAD_INPUT' })
})

test('images are sorted by each column, in both directions, and pages follow that order', async () => {
  await client.images.rate({ ratings: [{ ids: [id('lamp')], rating: 5 }] })
  await client.images.rate({ ratings: [{ ids: [id('ferry')], rating: 1 }] })
  const by = async (sort: 'name' | 'rating' | 'added' | 'pixels', order: 'asc' | 'desc') =>
    (await client.images.list({ sort, order })).items.map(({ name }) => name)
  expect(await by('name', 'asc')).toEqual(['ferry', 'lamp', 'pier'])
  expect(await by('rating', 'desc')).toEqual(['lamp', 'ferry', 'pier'])
  expect(await by('rating', 'asc')).toEqual(['pier', 'ferry', 'lamp'])
  expect(await by('pixels', 'desc')).toEqual(['lamp', 'pier', 'ferry'])
  expect(await client.images.ids({ sort: 'name', order: 'asc', offset: 1, limit: 1 })).toEqual([id('lamp')])
})

test('a tag is one for takes and images: it is renamed and merged on both, and counted on both', async () => {
  databaseOf(core).exec(`
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
    VALUES ('v', 'v', '/v', 'h', 1, 'imported')`)
  await client.tags.change({ changes: [{ ids: ['v'], add: ['Nite'], remove: [] }] })
  await client.tags.change({ changes: [{ of: 'image', ids: [id('ferry')], add: ['nite', 'day'], remove: [] }] })
  expect((await client.tags.list({})).items).toEqual([
    { tag: 'Nite', count: 2 },
    { tag: 'day', count: 1 },
  ])
  expect((await client.tags.list({ of: 'video' })).total).toBe(1)
  expect((await client.tags.list({ of: 'image', search: 'd' })).items).toEqual([{ tag: 'day', count: 1 }])
  expect(await client.tags.rename({ tag: 'nite', to: 'Night' })).toMatchObject({ changed: 2, merged: false })
  const merged = await client.tags.rename({ tag: 'day', to: 'night' })
  expect(merged).toMatchObject({ changed: 1, merged: true })
  expect((await client.images.get({ id: id('ferry') })).tags).toEqual(['Night'])
  await client.tags.change(merged.undo)
  expect((await client.images.get({ id: id('ferry') })).tags).toEqual(['day', 'Night'])
})

test('a removed image has its marks again once it is restored', async () => {
  await client.images.rate({ ratings: [{ ids: [id('ferry')], rating: 3 }] })
  await client.tags.change({ changes: [{ of: 'image', ids: [id('ferry')], add: ['night'], remove: [] }] })
  await client.images.remove({ ids: [id('ferry')] })
  expect((await client.tags.list({})).total).toBe(0)
  await client.images.restore({ ids: [id('ferry')] })
  expect(await client.images.get({ id: id('ferry') })).toMatchObject({ rating: 3, tags: ['night'] })
})
