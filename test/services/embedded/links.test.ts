import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { LineageEdge } from '../../../shared/contract/lineage.ts'
import { databaseOf } from '../../support/database-of.ts'
import { wanPrompt } from '../../support/generated.ts'
import { ended, importAll, openLibrary, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { ownKeys, png, putTagged, textChunk } from '../../support/tagged-files.ts'

const noon = 1_700_000_000
const outputPath = 'ComfyUI/output/video/Ferry_00001_.png'

/** A picture that ComfyUI made from the input `name`, and its graph says so. */
const madeFrom = (name: string) =>
  png([textChunk('prompt', wanPrompt({ prefix: 'Ferry' }).replace('ferry.png', JSON.stringify(name).slice(1, -1)))])

/** Writes files below a folder, each with its time in seconds before or after the file that was made. */
function putFiles(files: Record<string, [content: Buffer, seconds: number]>): string {
  const root = temporaryFolder()
  for (const [name, [content, seconds]] of Object.entries(files)) {
    const path = join(root, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
    utimesSync(path, noon + seconds, noon + seconds)
  }
  return root
}

const still = (shade: string) => png([textChunk('Title', shade)])

async function inputOf({ client }: TestLibrary, name: string) {
  const made = (await client.images.list({ search: name })).items[0]
  const reading = await client.embedded.ofContent({ file_hash: made?.file_hash ?? '' })
  return { file_hash: made?.file_hash ?? '', ...reading?.inputs[0] }
}

/** The edges of the lineage of a content. */
async function edgesOf({ client }: TestLibrary, file_hash: string): Promise<LineageEdge[]> {
  return (await client.lineage.get({ file_hash })).edges
}

describe('an input', () => {
  it.each<[string, string, string, Record<string, [Buffer, number]>]>([
    [
      'proven at its path in the same ComfyUI folder',
      'proven',
      'ferry.png',
      { 'ComfyUI/input/ferry.png': [still('a'), -9] },
    ],
    ['proven in a folder below', 'proven', 'sub/ferry.png', { 'ComfyUI/input/sub/ferry.png': [still('a'), -9] }],
    ['proven among the outputs', 'proven', 'ferry.png [output]', { 'ComfyUI/output/ferry.png': [still('a'), -9] }],
    [
      'proven, whatever else has its name',
      'proven',
      'ferry.png',
      {
        'ComfyUI/input/ferry.png': [still('a'), -9],
        'other/ferry.png': [still('b'), -9],
      },
    ],
    ['likely by its name and time', 'likely', 'ferry.png', { 'elsewhere/ferry.png': [still('a'), -9] }],
    [
      'likely in the input folder of another ComfyUI',
      'likely',
      'ferry.png',
      { 'Comfy2/input/ferry.png': [still('a'), -9] },
    ],
    [
      'likely if later files have the name too',
      'likely',
      'ferry.png',
      {
        'elsewhere/ferry.png': [still('a'), -9],
        'later/ferry.png': [still('b'), 60],
      },
    ],
    [
      'likely if its copies have the name',
      'likely',
      'ferry.png',
      {
        'one/ferry.png': [still('a'), -9],
        'two/ferry.png': [still('a'), -8],
      },
    ],
    ['unknown if it was overwritten since', 'told', 'ferry.png', { 'ComfyUI/input/ferry.png': [still('a'), 60] }],
    [
      'unknown if two contents have its name',
      'told',
      'ferry.png',
      {
        'one/ferry.png': [still('a'), -9],
        'two/ferry.png': [still('b'), -9],
      },
    ],
    ['unknown if the path leads out of the folder', 'told', '../../secret.png', { 'secret.png': [still('a'), 60] }],
  ])(
    'is %s, in whatever order files come, and whether they stay or move into the library',
    async (_what, evidence, name, others) => {
      const files = { [outputPath]: [madeFrom(name), 0] as [Buffer, number], ...others }
      const names = Object.keys(files)
      for (const [order, mode] of [
        [names, 'reference'],
        [names.toReversed(), 'move'],
      ] as const) {
        const library = await openLibrary()
        const root = putFiles(files)
        for (const path of order) await importAll(library.client, { paths: [join(root, path)], mode })
        const input = await inputOf(library, 'Ferry_00001_')
        expect(input).toMatchObject({ evidence })
        expect([input.input_hash !== null, input.likely != null]).toEqual([
          evidence === 'proven',
          evidence === 'likely',
        ])
        const edges = await edgesOf(library, input.file_hash)
        expect(edges).toMatchObject([{ to: input.file_hash, evidence, input_name: name.replace(' [output]', '') }])
        const found = input.input_hash ?? input.likely?.input_hash
        if (found) expect(await edgesOf(library, found)).toEqual(edges)
      }
    },
  )

  it('stays proven when its file is gone or another takes its path, also when the texts are parsed again', async () => {
    const library = await openLibrary()
    const root = putFiles({
      [outputPath]: [madeFrom('ferry.png'), 0],
      'ComfyUI/input/ferry.png': [still('a'), -9],
    })
    await importAll(library.client, { paths: [root] })
    const before = await inputOf(library, 'Ferry_00001_')
    expect(before.evidence).toBe('proven')
    rmSync(join(root, 'ComfyUI/input'), { recursive: true })
    databaseOf(library.core).exec('UPDATE embedded_readings SET parser_version = 0; DELETE FROM locations')
    const job = await library.client.embedded.reread()
    if (job) await ended(library.client, job)
    expect(await inputOf(library, 'Ferry_00001_')).toEqual(before)
  })
})

test('what an earlier version linked by its name alone counts no more, from the first start on', async () => {
  const library = await openLibrary()
  const name = ['elsewhere/ferry.mp4', 'ComfyUI/output/Ferry_00001_.mp4'] as const
  const root = temporaryFolder()
  const prompt = wanPrompt().replace('"image":"ferry.png"', '"file":"ferry.mp4"').replace('LoadImage', 'LoadVideo')
  await putTagged('square.mp4', join(root, name[0]), {})
  await putTagged('landscape.mp4', join(root, name[1]), { prompt }, ...ownKeys)
  await importAll(library.client, { paths: [root] })
  const source = (await library.client.videos.list({ search: 'ferry' })).items.find((it) => it.name === 'ferry')
  const [use] = (await library.client.workflows.list({})).items
  const { id = '', file_hash = '' } = source ?? {}
  await library.client.workflows.associate({ workflow_id: use?.id ?? '', video_id: id, node_id: '52', role: 'input' })
  databaseOf(library.core).exec(
    `UPDATE embedded_inputs SET input_hash = '${file_hash}'; UPDATE embedded_readings SET parser_version = 0`,
  )
  expect(await edgesOf(library, file_hash)).toMatchObject([{ evidence: 'likely' }])
  const job = await library.client.embedded.reread()
  if (job) await ended(library.client, job)
  expect(await library.client.workflows.ofVideo({ video_id: id })).toEqual([])
  expect(await edgesOf(library, file_hash)).toMatchObject([{ evidence: 'likely' }])
})

describe('a likely link', () => {
  async function withLikely() {
    const library = await openLibrary()
    const root = putFiles({ [outputPath]: [madeFrom('ferry.png'), 0], 'elsewhere/ferry.png': [still('a'), -9] })
    await importAll(library.client, { paths: [root] })
    const { file_hash, likely } = await inputOf(library, 'Ferry_00001_')
    const link = { file_hash, name: 'ferry.png', input_hash: likely?.input_hash ?? '' }
    return { ...library, link }
  }

  it('counts as made-from once it is confirmed, and is likely again when that is undone', async () => {
    const library = await withLikely()
    const { client, link } = library
    const { before } = await client.lineage.decide({ decisions: [{ ...link, decision: 'confirmed' }] })
    expect(before).toEqual([{ ...link, decision: null }])
    expect(await inputOf(library, 'Ferry_00001_')).toMatchObject({ evidence: 'told', input_hash: link.input_hash })
    expect(await edgesOf(library, link.input_hash)).toMatchObject([{ to: link.file_hash, evidence: 'told' }])
    await client.lineage.decide({ decisions: before })
    expect(await inputOf(library, 'Ferry_00001_')).toMatchObject({ evidence: 'likely', input_hash: null })
    await client.lineage.decide({ decisions: [{ ...link, decision: 'confirmed' }] })
    await importAll(client, { paths: [putFiles({ 'ferry.png': [still('b'), -9] })] })
    expect(await inputOf(library, 'Ferry_00001_')).toMatchObject({ evidence: 'told', input_hash: link.input_hash })
  })

  it('is gone once it is rejected, which leaves another candidate; undo brings it back', async () => {
    const library = await withLikely()
    const { client, link } = library
    const { before } = await client.lineage.decide({ decisions: [{ ...link, decision: 'rejected' }] })
    expect(await inputOf(library, 'Ferry_00001_')).toMatchObject({ evidence: 'told', input_hash: null, likely: null })
    expect(await edgesOf(library, link.input_hash)).toEqual([])
    await importAll(client, { paths: [putFiles({ 'ferry.png': [still('b'), -9] })] })
    expect(await inputOf(library, 'Ferry_00001_')).toMatchObject({ evidence: 'likely' })
    await client.lineage.decide({ decisions: before })
    expect(await inputOf(library, 'Ferry_00001_')).toMatchObject({ evidence: 'told', likely: null })
  })

  it('is decided only for an input that the file names', async () => {
    const { client, link } = await withLikely()
    const wrong = { ...link, name: 'girl.webp', decision: 'confirmed' as const }
    await expect(client.lineage.decide({ decisions: [wrong] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('every link of a random library has its evidence, from both of its ends', async () => {
  const library = await openLibrary()
  const database = databaseOf(library.core)
  const contents = ['a', 'b', 'c', 'd', 'e']
  const names = ['x.png', 'y.png']
  const content = fc.constantFrom(...contents)
  const name = fc.constantFrom(...names)
  const link = fc.record({ file_hash: content, name, input_hash: content })
  const libraries = fc.record({
    files: fc.array(fc.record({ file_hash: content, name, mtime: fc.integer({ min: 1, max: 3 }) }), { maxLength: 8 }),
    inputs: fc.array(fc.record({ file_hash: content, name, proven: fc.option(content, { freq: 3 }) }), {
      maxLength: 6,
    }),
    decisions: fc.uniqueArray(fc.tuple(link, fc.constantFrom('confirmed', 'rejected')), {
      maxLength: 3,
      selector: ([key]) => JSON.stringify(key),
    }),
  })
  await fc.assert(
    fc.asyncProperty(libraries, async ({ files, inputs, decisions }) => {
      database.exec('DELETE FROM locations; DELETE FROM embedded_readings; DELETE FROM link_decisions')
      for (const [index, { file_hash, name, mtime }] of files.entries())
        database
          .prepare("INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash) VALUES (?, ?, 1, ?, '')")
          .run(`/${index}/${name}`, file_hash, mtime * 10_000)
      for (const hash of contents)
        database.prepare('INSERT INTO embedded_readings (file_hash, parser_version) VALUES (?, 1)').run(hash)
      for (const [position, { file_hash, name, proven }] of inputs.entries())
        database
          .prepare(
            "INSERT INTO embedded_inputs (file_hash, position, kind, name, input_hash, evidence) VALUES (?, ?, 'input', ?, ?, ?)",
          )
          .run(file_hash, position, name, proven, proven && 'proven')
      for (const [{ file_hash, name, input_hash }, decision] of decisions)
        database
          .prepare('INSERT INTO link_decisions (file_hash, name, input_hash, decision) VALUES (?, ?, ?, ?)')
          .run(file_hash, name, input_hash, decision)

      const known = [...new Set(files.map(({ file_hash }) => file_hash))]
      const seen = { from: new Set<string>(), into: new Set<string>() }
      for (const file_hash of known)
        for (const direction of ['from', 'into'] as const) {
          const { edges } = await library.client.lineage.get({ file_hash, direction, depth: 1 })
          for (const edge of edges) {
            expect(['proven', 'told', 'likely']).toContain(edge.evidence)
            const position = Number(JSON.parse(edge.id)[2])
            const input = inputs[position]
            if (edge.evidence === 'proven') expect(edge.from).toBe(input?.proven)
            else expect(input?.proven).toBeNull()
            const decided = decisions.find(
              ([key]) => key.file_hash === edge.to && key.name === edge.input_name && key.input_hash === edge.from,
            )?.[1]
            if (edge.evidence === 'likely') expect(decided).toBeUndefined()
            if (edge.evidence === 'told' && contents.includes(edge.from)) expect(decided).toBe('confirmed')
            if (edge.evidence === 'likely') {
              const made = Math.min(...files.filter((it) => it.file_hash === edge.to).map(({ mtime }) => mtime))
              const isRejected = (hash: string) =>
                decisions.some(
                  ([key, it]) =>
                    it === 'rejected' &&
                    key.file_hash === edge.to &&
                    key.name === edge.input_name &&
                    key.input_hash === hash,
                )
              const candidates = files.filter(
                (it) =>
                  it.name === edge.input_name &&
                  it.mtime <= made &&
                  it.file_hash !== edge.to &&
                  !isRejected(it.file_hash),
              )
              expect([...new Set(candidates.map((it) => it.file_hash))]).toEqual([edge.from])
            }
            if (known.includes(edge.from) && known.includes(edge.to)) seen[direction].add(edge.id)
          }
        }
      expect([...seen.from].sort()).toEqual([...seen.into].sort())
      // The inputs of a reading say the same as the links.
      for (const file_hash of known) {
        const { edges } = await library.client.lineage.get({ file_hash, direction: 'from', depth: 1 })
        const reading = await library.client.embedded.ofContent({ file_hash })
        for (const { name, evidence, input_hash, likely } of reading?.inputs ?? []) {
          const isLikely = evidence === 'likely'
          expect([isLikely, isLikely]).toEqual([likely !== null, likely !== null && input_hash === null])
          const content = likely?.input_hash ?? input_hash
          const link = { input_name: name, evidence, ...(content !== null && { from: content }) }
          if (content !== file_hash) expect(edges).toContainEqual(expect.objectContaining(link))
        }
      }
    }),
    { numRuns: 60 },
  )
})
