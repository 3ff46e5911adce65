import { describe, expect, it } from 'vitest'
import { databaseOf } from '../../support/database-of.ts'
import type { TestLibrary } from '../../support/library.ts'
import { addVideos, addWorkflow, lineageOf, openWith } from '../../support/lineage-library.ts'

describe('what is too much', () => {
  const many = (count: number, prefix = 'n') => Array.from({ length: count }, (_, index) => `${prefix}${index}`)

  function addProcessing({ core }: TestLibrary, pairs: readonly (readonly [string, string])[]) {
    const insert = databaseOf(core).prepare(`
      INSERT INTO processing_jobs (job_id, action, input_path, input_hash, config_hash, output_path, output_hash, created_at)
      VALUES (?, 'cut', ?, ?, 'sha256:0', ?, ?, 1)`)
    databaseOf(core).transaction(() => {
      for (const [from, to] of pairs)
        insert.run(`${from}>${to}`, `${from}>${to}`, `sha256:${from}`, `/${to}`, `sha256:${to}`)
    })()
  }

  it('is left out and counted: two thousand are taken, the nearest first', async () => {
    const library = await openWith('a', 'z')
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
    const library = await openWith()
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

  it('is said of the inputs of one name too, of which ten thousand are considered', async () => {
    const library = await openWith('a', 'b')
    // Two contents have the name, so none of the inputs is likely one of them.
    databaseOf(library.core).exec(`
      INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash)
        VALUES ('/in/example.png', 'a', 1, 1, ''), ('/other/example.png', 'b', 1, 1, '');
      INSERT INTO embedded_readings (file_hash, parser_version) VALUES ('f', 9);
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
      INSERT INTO embedded_inputs (file_hash, position, kind, name) SELECT 'f', i, 'input', 'example.png' FROM n`)
    expect(await lineageOf(library, 'a', { direction: 'into' })).toMatchObject({ edges: [], truncated: false })
    databaseOf(library.core).exec(`
      INSERT INTO embedded_inputs (file_hash, position, kind, name) VALUES ('f', 0, 'input', 'example.png')`)
    expect(await lineageOf(library, 'a', { direction: 'into' })).toMatchObject({ edges: [], truncated: true })
  })

  it('is a run in which hundreds went into hundreds: the links have a limit too', async () => {
    const library = await openWith(...many(300, 'i'), ...many(300, 'o'))
    const id = await addWorkflow(library, [], ['r'])
    databaseOf(library.core).exec(`
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

  it('is a workflow with more results than are read: each of them still knows its one input', async () => {
    const library = await openWith('a')
    const id = await addWorkflow(library, [['a', 'load', 'input']])
    databaseOf(library.core).exec(`
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 21000)
      INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
      SELECT 'o' || i, 'O', '/o' || i, 'o' || i, 1, 'generated' FROM n;
      INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role)
      SELECT '${id}', id, 'sora', 'T', 'output' FROM videos WHERE id <> 'a'`)
    const from = await lineageOf(library, 'o21000', { direction: 'from' })
    expect(from).toMatchObject({ arrows: ['a > o21000'], truncated: false })
    const into = await lineageOf(library, 'a')
    expect(into.nodes).toHaveLength(2000)
    expect(into.truncated).toBe(true)
    await library.client.workflows.associate({ workflow_id: id, video_id: 'o1', node_id: 'load', role: 'input' })
    expect((await lineageOf(library, 'o21000')).arrows).toEqual([])
  })
})
