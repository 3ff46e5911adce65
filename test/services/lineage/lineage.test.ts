import { describe, expect, it } from 'vitest'
import { databaseOf } from '../../support/database-of.ts'
import { addWorkflow, lineageOf, openWith, saveProcessing, says } from '../../support/lineage-library.ts'

describe('processing', () => {
  it('leads both ways, by all inputs in their order, as far as asked', async () => {
    const library = await openWith('a', 'b', 'c', 'd', 'e')
    await saveProcessing(library, 'cut', ['b', 'a'], 'c')
    await saveProcessing(library, 'small', ['c'], 'd', 'convert')
    await saveProcessing(library, 'smaller', ['d'], 'e', 'convert')
    const all = await lineageOf(library, 'c')
    expect(all.arrows).toEqual(['a > c', 'b > c', 'c > d', 'd > e'])
    expect(all.edges[0]).toMatchObject({ kind: 'processing', label: 'stitch', job_id: 'cut' })
    expect(all.nodes.map(({ id, distance }) => [id, distance])).toEqual([
      ['c', 0],
      ['b', 1],
      ['a', 1],
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
    const library = await openWith('a', 'b', 'c')
    await saveProcessing(library, '1', ['a'], 'b')
    await saveProcessing(library, '2', ['a'], 'c')
    const all = await lineageOf(library, 'b', { depth: 9 })
    expect(all.arrows).toEqual(['a > b'])
    // It is said that there is more.
    expect(all.nodes.map(({ id, goes_on }) => [id, goes_on])).toEqual([
      ['b', false],
      ['a', true],
    ])
    expect((await lineageOf(library, 'b', { direction: 'from' })).nodes[1]?.goes_on).toBe(false)
  })

  it('joins what was found at the last step', async () => {
    const library = await openWith('a', 'b', 'c')
    await saveProcessing(library, '1', ['a'], 'b')
    await saveProcessing(library, '2', ['a'], 'c')
    await saveProcessing(library, '3', ['b'], 'c')
    expect((await lineageOf(library, 'a', { depth: 1 })).arrows).toEqual(['a > b', 'a > c', 'b > c'])
  })

  it('knows nothing of the inputs of a row that another program replaced', async () => {
    const library = await openWith('a', 'b', 'c', 'd')
    await saveProcessing(library, 'cut', ['a', 'b'], 'c')
    databaseOf(library.core).exec(
      `UPDATE processing_jobs SET input_hash = 'sha256:d', input_path = '/takes/d.mp4' WHERE job_id = 'cut'`,
    )
    expect((await lineageOf(library, 'c')).arrows).toEqual(['d > c'])
    expect((await lineageOf(library, 'b')).arrows).toEqual([])
  })

  it('keeps what is no take, by the name of its file, and leaves out proxies', async () => {
    const library = await openWith('a')
    await saveProcessing(library, 'sound', ['a'], 'e', 'extract_audio')
    await saveProcessing(library, 'proxy', ['a'], 'd', 'proxy')
    databaseOf(library.core).exec(
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
    const library = await openWith('a', 'b', 'c')
    await saveProcessing(library, '1', ['a'], 'b')
    await saveProcessing(library, '2', ['b'], 'c')
    await saveProcessing(library, '3', ['c'], 'a')
    await saveProcessing(library, '4', ['a'], 'a')
    const all = await lineageOf(library, 'a', { depth: 2000 })
    expect(all.arrows).toEqual(['a > b', 'b > c', 'c > a'])
    expect(all.nodes.map(({ distance }) => distance)).toEqual([0, 1, 1])
  })
})

describe('what a file says itself', () => {
  it('leads both ways by content; what nobody found stays as a name of its own', async () => {
    const library = await openWith('a', 'b', 'c')
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
    const library = await openWith('a', 'b')
    databaseOf(library.core).exec(`
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
    const library = await openWith('a', 'b', 'c', 'd')
    const id = await addWorkflow(library, [
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
    const library = await openWith('a', 'b', 'c', 'd')
    await addWorkflow(
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
    expect(all.arrows).toEqual(['a > b', 'a > c', 'b > c'])
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
    const library = await openWith('a', 'b', 'c')
    const id = await addWorkflow(
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
    databaseOf(library.core).exec(`DELETE FROM executed_definitions; UPDATE workflows SET definition = 'no JSON'`)
    expect((await lineageOf(library, 'b')).arrows).toEqual(['a > b'])
  })
})

describe('a workflow without runs', () => {
  it('leads from its one input to all that it made, and from all inputs to the one', async () => {
    const one = await openWith('a', 'b', 'c')
    await addWorkflow(one, [
      ['a', 'load', 'input'],
      ['b', 'sora', 'output'],
      ['c', 'sora', 'output'],
    ])
    expect((await lineageOf(one, 'a')).arrows).toEqual(['a > b', 'a > c'])
    const several = await openWith('a', 'b', 'c')
    await addWorkflow(several, [
      ['a', 'other', 'input'],
      ['b', 'other', 'input'],
      ['c', 'cut', 'output'],
    ])
    expect((await lineageOf(several, 'c')).arrows).toEqual(['a > c', 'b > c'])
  })

  it('claims nothing where several went in at one node and several came out at another', async () => {
    const library = await openWith('a', 'b', 'c', 'd')
    await addWorkflow(library, [
      ['a', 'load', 'input'],
      ['b', 'load', 'input'],
      ['c', 'sora', 'output'],
      ['d', 'sora', 'output'],
    ])
    expect((await lineageOf(library, 'a')).arrows).toEqual([])
    expect((await lineageOf(library, 'd')).arrows).toEqual([])
  })

  it('claims nothing of an output of a run', async () => {
    const library = await openWith('a', 'b')
    await addWorkflow(
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
    const library = await openWith('a', 'b')
    databaseOf(library.core).exec(
      `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES ('copy', 'Copy', '/copy', 'a', 1, 'uploaded')`,
    )
    await saveProcessing(library, 'x', ['a'], 'b')
    expect((await lineageOf(library, 'b')).nodes[1]).toMatchObject({ video_id: 'a', name: 'Take a' })
    expect((await lineageOf(library, 'copy')).nodes[0]).toMatchObject({ id: 'a', video_id: 'copy', name: 'Copy' })
  })

  it('stays in the lineage when its video is removed, and is that video again when it is back', async () => {
    const library = await openWith('a', 'b', 'c')
    await saveProcessing(library, '1', ['a'], 'b')
    await saveProcessing(library, '2', ['b'], 'c')
    databaseOf(library.core).exec(`DELETE FROM videos WHERE id = 'b'`)
    const without = await lineageOf(library, 'c')
    expect(without.arrows).toEqual(['a > b', 'b > c'])
    expect(without.nodes[1]).toMatchObject({ id: 'b', video_id: null, name: 'b.mp4' })
    databaseOf(library.core).exec(
      `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES ('again', 'Again', '/again', 'b', 1, 'uploaded')`,
    )
    expect((await lineageOf(library, 'c')).nodes[1]).toMatchObject({ video_id: 'again', name: 'Again' })
  })
})

it('says what is not there, and what it does not take', async () => {
  const { client } = await openWith('a')
  await expect(client.lineage.get({ video_id: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(client.lineage.get({ file_hash: 'ff' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await client.lineage.get({ file_hash: 'sha256:a' })).nodes).toMatchObject([{ video_id: 'a' }])
  await expect(client.lineage.get({})).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.lineage.get({ video_id: 'a', file_hash: 'a' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.lineage.get({ video_id: 'a', depth: 0 })).rejects.toMatchObject({ code: 'BAD_INPUT' })
})
