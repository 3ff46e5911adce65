import { describe, expect, it } from 'vitest'
import type { LineageEdge } from '../../shared/contract/lineage.ts'
import { openLibrary, type TestLibrary } from '../support/library.ts'

/** A library in which a video of each name has the content `name` twice over, as hex would be. */
async function open(...names: string[]) {
  const library = await openLibrary()
  addVideos(library, names)
  return library
}

function addVideos({ core }: TestLibrary, names: readonly string[]) {
  const insert = core.database.prepare(
    `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (?, ?, ?, ?, 1, 'generated')`,
  )
  core.database.transaction(() => {
    for (const name of names) insert.run(name, `Take ${name}`, `/takes/${name}.mp4`, name)
  })()
}

const definition = {
  nodes: [
    { id: 'load', type: 'LoadVideo' },
    { id: 'other', type: 'LoadVideo' },
    { id: 'sora', type: 'Sora2Video' },
    { id: 'cut', type: 'VideoStitcher' },
  ],
  connections: [
    { from: 'load-output-0', to: 'sora-input-0' },
    { from: 'sora-output-0', to: 'cut-input-0' },
    { from: 'other-output-0', to: 'cut-input-1' },
  ],
}

/** `from > to`, by name, in the order of the letters. */
const arrows = (edges: readonly Pick<LineageEdge, 'from' | 'to'>[]) =>
  [...new Set(edges.map(({ from, to }) => `${from} > ${to}`))].sort()

async function lineageOf({ client }: TestLibrary, video_id: string, more: object = {}) {
  const answer = await client.lineage.get({ video_id, ...more })
  return { ...answer, names: answer.nodes.map(({ id }) => id).sort(), arrows: arrows(answer.edges) }
}

async function process(
  { client }: TestLibrary,
  job_id: string,
  inputs: readonly string[],
  output: string,
  action = 'stitch',
) {
  const ends = inputs.map((name) => ({ path: `/takes/${name}.mp4`, hash: `sha256:${name}` }))
  const [first = { path: '', hash: '' }] = ends
  await client.processing.save({
    ...{ job_id, action, config: { job_id }, inputs: ends },
    ...{ input_path: first.path, input_hash: first.hash },
    ...{ output_path: `/takes/${output}.mp4`, output_hash: `sha256:${output}` },
  })
}

/** What the file of a content says that it was made from; a name of one letter is a content. */
function says(
  { core }: TestLibrary,
  hash: string,
  inputs: readonly (readonly [string, string | null])[],
  workflowId: string | null = null,
) {
  const { database } = core
  database
    .prepare('INSERT INTO embedded_readings (file_hash, parser_version, workflow_id) VALUES (?, 1, ?)')
    .run(hash, workflowId)
  const insert = database.prepare(
    `INSERT INTO embedded_inputs (file_hash, position, kind, name, node_id, node_type, input_hash) VALUES (?, ?, 'input', ?, '10', 'LoadImage', ?)`,
  )
  for (const [position, [name, content]] of inputs.entries()) insert.run(hash, position, name, content)
}

type Role = 'input' | 'output' | 'intermediate'

async function workflow(
  { client }: TestLibrary,
  associations: readonly [string, string, Role, string?][],
  runs: readonly string[] = [],
) {
  const { id } = await client.workflows.create({ name: 'Episode', definition })
  for (const run of runs) await client.executions.start({ id: run, workflow_id: id })
  for (const [video_id, node_id, role, execution_id] of associations) {
    await client.workflows.associate({ workflow_id: id, video_id, node_id, role, execution_id })
  }
  return id
}

describe('processing', () => {
  it('leads both ways, by all inputs, as far as asked', async () => {
    const library = await open('a', 'b', 'c', 'd', 'e')
    await process(library, 'cut', ['a', 'b'], 'c')
    await process(library, 'small', ['c'], 'd', 'convert')
    await process(library, 'smaller', ['d'], 'e', 'convert')
    const all = await lineageOf(library, 'c')
    expect(all.arrows).toEqual(['a > c', 'b > c', 'c > d', 'd > e'])
    expect(all.edges[0]).toMatchObject({ kind: 'processing', label: 'stitch', job_id: 'cut' })
    expect(all.nodes.map(({ id, distance }) => [id, distance])).toEqual([
      ['c', 0],
      ['a', 1],
      ['b', 1],
      ['d', 1],
      ['e', 2],
    ])
    expect((await lineageOf(library, 'c', { direction: 'from' })).arrows).toEqual(['a > c', 'b > c'])
    const near = await lineageOf(library, 'c', { direction: 'into', depth: 1 })
    expect(near.nodes.map(({ id, goes_on }) => [id, goes_on])).toEqual([
      ['c', false],
      ['d', true],
    ])
    expect(near).toMatchObject({ truncated: false, left_out: 0 })
  })

  it('does not turn: what else was made from an input is not shown', async () => {
    const library = await open('a', 'b', 'c')
    await process(library, '1', ['a'], 'b')
    await process(library, '2', ['a'], 'c')
    expect((await lineageOf(library, 'b', { depth: 9 })).arrows).toEqual(['a > b'])
  })

  it('knows nothing of the inputs of a row that another program replaced', async () => {
    const library = await open('a', 'b', 'c', 'd')
    await process(library, 'cut', ['a', 'b'], 'c')
    library.core.database.exec(
      `UPDATE processing_jobs SET input_hash = 'sha256:d', input_path = '/takes/d.mp4' WHERE job_id = 'cut'`,
    )
    expect((await lineageOf(library, 'c')).arrows).toEqual(['d > c'])
    expect((await lineageOf(library, 'b')).arrows).toEqual([])
  })

  it('keeps what is no take, by the name of its file, and leaves out proxies', async () => {
    const library = await open('a')
    await process(library, 'sound', ['a'], 'e', 'extract_audio')
    await process(library, 'proxy', ['a'], 'd', 'proxy')
    library.core.database.exec(
      `UPDATE processing_jobs SET output_hash = 'md5:77', output_path = 'C:\\sound\\a.wav' WHERE job_id = 'sound'`,
    )
    const { nodes } = await lineageOf(library, 'a')
    expect(nodes[1]).toMatchObject({ file_hash: 'md5:77', video_id: null, name: 'a.wav' })
    expect(nodes).toHaveLength(2)
    expect((await library.client.lineage.get({ file_hash: 'md5:77' })).nodes.map(({ id }) => id)).toEqual([
      'md5:77',
      'a',
    ])
  })

  it('ends where a circle closes, and a take that was made from itself is drawn once', async () => {
    const library = await open('a', 'b', 'c')
    await process(library, '1', ['a'], 'b')
    await process(library, '2', ['b'], 'c')
    await process(library, '3', ['c'], 'a')
    await process(library, '4', ['a'], 'a')
    const all = await lineageOf(library, 'a', { depth: 2000 })
    expect(all.arrows).toEqual(['a > b', 'b > c', 'c > a'])
    expect(all.nodes.map(({ distance }) => distance)).toEqual([0, 1, 1])
  })
})

describe('what a file says itself', () => {
  it('leads both ways by content; what nobody found stays as a name of its own', async () => {
    const library = await open('a', 'b', 'c')
    says(library, 'b', [
      ['in/a.mp4', 'a'],
      ['gone.png', null],
    ])
    says(library, 'c', [
      ['gone.png', null],
      ['still.png', 'f'],
    ])
    const all = await lineageOf(library, 'b')
    expect(all.nodes.map(({ name, video_id }) => [name, video_id])).toEqual([
      ['Take b', 'b'],
      ['Take a', 'a'],
      ['gone.png', null],
    ])
    expect(all.edges).toMatchObject([
      { from: 'a', kind: 'input', node_type: 'LoadImage', node_id: '10' },
      { kind: 'input' },
    ])
    expect((await lineageOf(library, 'a')).arrows).toEqual(['a > b'])
    expect((await lineageOf(library, 'c')).nodes.map(({ name }) => name)).toEqual(['Take c', 'gone.png', 'still.png'])
    const picture = await library.client.lineage.get({ file_hash: 'f' })
    expect(picture.nodes.map(({ name, file_hash }) => [name, file_hash])).toEqual([
      ['still.png', 'f'],
      ['Take c', 'c'],
    ])
  })

  it('holds for ingredients of content credentials too: one manifest is one node', async () => {
    const library = await open('a', 'b')
    library.core.database.exec(`
      INSERT INTO embedded_readings (file_hash, parser_version, credentials) VALUES ('a', 1, '{"generator":"Firefly"}'), ('b', 1, NULL);
      INSERT INTO embedded_inputs (file_hash, position, kind, name, manifest, input_hash) VALUES
        ('a', 0, 'ingredient', 'Sky', 'urn:1', NULL), ('b', 0, 'ingredient', 'Sky', 'urn:1', NULL), ('b', 1, 'ingredient', 'a', 'urn:2', 'a')`)
    const all = await lineageOf(library, 'b')
    expect(all.edges.map(({ kind, label, from }) => [kind, label, from === 'a'])).toEqual([
      ['ingredient', null, false],
      ['ingredient', null, true],
      ['ingredient', 'Firefly', false],
    ])
    expect(all.nodes.map(({ name }) => name)).toEqual(['Take b', 'Sky', 'Take a'])
  })

  it('wins over what associations of the workflow would claim', async () => {
    const library = await open('a', 'b', 'c', 'd')
    const id = await workflow(library, [
      ['a', 'load', 'input'],
      ['c', 'sora', 'output'],
    ])
    expect((await lineageOf(library, 'c')).arrows).toEqual(['a > c'])
    says(library, 'c', [['b', 'b']], id)
    expect((await lineageOf(library, 'c')).arrows).toEqual(['b > c'])
    expect((await lineageOf(library, 'a')).arrows).toEqual([])
  })
})

describe('a run', () => {
  it('leads from its inputs by way of intermediates to its outputs, and to those of no other run', async () => {
    const library = await open('a', 'b', 'c', 'd')
    await workflow(
      library,
      [
        ['a', 'load', 'input', 'r1'],
        ['b', 'sora', 'intermediate', 'r1'],
        ['c', 'cut', 'output', 'r1'],
        ['d', 'cut', 'output', 'r2'],
      ],
      ['r1', 'r2'],
    )
    const all = await lineageOf(library, 'b')
    expect(all.arrows).toEqual(['a > b', 'b > c'])
    expect(all.edges[0]).toMatchObject({
      kind: 'workflow',
      label: 'Episode',
      execution_id: 'r1',
      node_id: 'sora',
      node_type: 'Sora2Video',
    })
    expect((await lineageOf(library, 'a')).arrows).toEqual(['a > b', 'a > c', 'b > c'])
    expect((await lineageOf(library, 'd')).arrows).toEqual([])
  })

  it('claims nothing against its graph, as it was when it ran', async () => {
    const library = await open('a', 'b', 'c')
    const id = await workflow(
      library,
      [
        ['a', 'other', 'input', 'r'],
        ['b', 'sora', 'output', 'r'],
        ['c', 'cut', 'output', 'r'],
      ],
      ['r'],
    )
    expect((await lineageOf(library, 'a')).arrows).toEqual(['a > c'])
    await library.client.workflows.update({ id, definition: { nodes: [], connections: [] } })
    expect((await lineageOf(library, 'b')).arrows).toEqual([])
    library.core.database.exec(`DELETE FROM executed_definitions; UPDATE workflows SET definition = 'no JSON'`)
    expect((await lineageOf(library, 'b')).arrows).toEqual(['a > b'])
  })
})

describe('a workflow without runs', () => {
  it('leads from its one input to all that it made, and from all inputs to the one', async () => {
    const one = await open('a', 'b', 'c')
    await workflow(one, [
      ['a', 'load', 'input'],
      ['b', 'sora', 'output'],
      ['c', 'sora', 'output'],
    ])
    expect((await lineageOf(one, 'a')).arrows).toEqual(['a > b', 'a > c'])
    const several = await open('a', 'b', 'c')
    await workflow(several, [
      ['a', 'other', 'input'],
      ['b', 'other', 'input'],
      ['c', 'cut', 'output'],
    ])
    expect((await lineageOf(several, 'c')).arrows).toEqual(['a > c', 'b > c'])
  })

  it('claims nothing where several went in at one node and several came out at another', async () => {
    const library = await open('a', 'b', 'c', 'd')
    await workflow(library, [
      ['a', 'load', 'input'],
      ['b', 'load', 'input'],
      ['c', 'sora', 'output'],
      ['d', 'sora', 'output'],
    ])
    expect((await lineageOf(library, 'a')).arrows).toEqual([])
    expect((await lineageOf(library, 'd')).arrows).toEqual([])
  })

  it('claims nothing of an output of a run', async () => {
    const library = await open('a', 'b')
    await workflow(
      library,
      [
        ['a', 'load', 'input'],
        ['b', 'sora', 'output', 'r'],
      ],
      ['r'],
    )
    expect((await lineageOf(library, 'b')).arrows).toEqual([])
  })
})

describe('content', () => {
  it('is one node, whatever videos have it; the one that was asked for stands for it', async () => {
    const library = await open('a', 'b')
    library.core.database.exec(
      `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES ('copy', 'Copy', '/copy', 'a', 1, 'uploaded')`,
    )
    await process(library, 'x', ['a'], 'b')
    expect((await lineageOf(library, 'b')).nodes[1]).toMatchObject({ video_id: 'a', name: 'Take a' })
    expect((await lineageOf(library, 'copy')).nodes[0]).toMatchObject({ id: 'a', video_id: 'copy', name: 'Copy' })
  })

  it('stays in the lineage when its video is removed, and is that video again when it is back', async () => {
    const library = await open('a', 'b', 'c')
    await process(library, '1', ['a'], 'b')
    await process(library, '2', ['b'], 'c')
    library.core.database.exec(`DELETE FROM videos WHERE id = 'b'`)
    const without = await lineageOf(library, 'c')
    expect(without.arrows).toEqual(['a > b', 'b > c'])
    expect(without.nodes[1]).toMatchObject({ id: 'b', video_id: null, name: 'b.mp4' })
    library.core.database.exec(
      `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES ('again', 'Again', '/again', 'b', 1, 'uploaded')`,
    )
    expect((await lineageOf(library, 'c')).nodes[1]).toMatchObject({ video_id: 'again', name: 'Again' })
  })
})

describe('what is too much', () => {
  const many = (count: number, prefix = 'n') => Array.from({ length: count }, (_, index) => `${prefix}${index}`)

  function addProcessing({ core }: TestLibrary, pairs: readonly (readonly [string, string])[]) {
    const insert = core.database.prepare(`
      INSERT INTO processing_jobs (job_id, action, input_path, input_hash, config_hash, output_path, output_hash, created_at)
      VALUES (?, 'cut', ?, ?, 'sha256:0', ?, ?, 1)`)
    core.database.transaction(() => {
      for (const [from, to] of pairs)
        insert.run(`${from}>${to}`, `${from}>${to}`, `sha256:${from}`, `/${to}`, `sha256:${to}`)
    })()
  }

  it('is left out and counted: two thousand are taken, the nearest first', async () => {
    const library = await open('a', 'z')
    const names = many(2500)
    addVideos(library, names)
    addProcessing(library, [['z', 'a'], ...names.map((name) => ['a', name] as const), ['n0', 'far']])
    const all = await lineageOf(library, 'a', { depth: 5 })
    expect(all.nodes).toHaveLength(2000)
    expect(all).toMatchObject({ truncated: true, left_out: 2500 - 1998 + 1 })
    expect(all.nodes[1]?.id).toBe('z')
    expect(all.nodes[0]?.goes_on).toBe(true)
  })

  it('is no chain of two thousand, however deep', async () => {
    const library = await open()
    const names = many(2000)
    addVideos(library, names)
    addProcessing(
      library,
      names.slice(1).map((name, index) => [`n${index}`, name] as const),
    )
    const all = await lineageOf(library, 'n1000', { depth: 2000 })
    expect(all.nodes).toHaveLength(2000)
    expect(all.edges).toHaveLength(1999)
    expect(all).toMatchObject({ truncated: false, left_out: 0 })
  })

  it('is a run in which hundreds went into hundreds: the links have a limit too', async () => {
    const library = await open(...many(300, 'i'), ...many(300, 'o'))
    const id = await workflow(library, [], ['r'])
    library.core.database.exec(`
      INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role, execution_id)
      SELECT '${id}', id, iif(id LIKE 'i%', 'load', 'sora'), 'T', iif(id LIKE 'i%', 'input', 'output'), 'r' FROM videos`)
    const all = await lineageOf(library, 'i0', { depth: 1 })
    expect(all.nodes).toHaveLength(301)
    expect(all).toMatchObject({ truncated: false, left_out: 0 })
    const back = await lineageOf(library, 'o0', { direction: 'from' })
    expect(back.edges).toHaveLength(300)
    addProcessing(
      library,
      many(300, 'o').map((name) => [name, 'film'] as const),
    )
    addVideos(library, ['film'])
    const film = await lineageOf(library, 'film', { direction: 'from' })
    expect(film).toMatchObject({ truncated: true })
    expect(film.edges).toHaveLength(10_000)
  })
})

it('says what is not there, and what it does not take', async () => {
  const { client } = await open('a')
  await expect(client.lineage.get({ video_id: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(client.lineage.get({ file_hash: 'ff' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await client.lineage.get({ file_hash: 'sha256:a' })).nodes).toMatchObject([{ video_id: 'a' }])
  await expect(client.lineage.get({})).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.lineage.get({ video_id: 'a', file_hash: 'a' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.lineage.get({ video_id: 'a', depth: 0 })).rejects.toMatchObject({ code: 'BAD_INPUT' })
})
