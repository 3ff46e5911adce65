import { expect, test } from 'vitest'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'

// Rows that another program could have written, which Rushes itself would refuse.

const definition = JSON.stringify({ nodes: [{ id: 'n', type: 'Sora2Video' }], connections: [] })

async function open() {
  const library = await openLibrary()
  const write = (text: string) => {
    databaseOf(library.core).pragma('foreign_keys = OFF')
    databaseOf(library.core).exec(text)
    databaseOf(library.core).pragma('foreign_keys = ON')
  }
  write(`INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES ('v', 'Ferry', '/f', 'a', 1, 'generated');
    INSERT INTO workflows (id, name, definition) VALUES ('w', 'Episode', '${definition}')`)
  return { ...library, write }
}

test('times as Unix seconds, with a zone or without are all shown as times', async () => {
  const { client, write } = await open()
  write(`UPDATE workflows SET updated_at = 1773482400.5, created_at = '2026-03-14T10:00:00.123456', last_executed_at = 'late';
    INSERT INTO workflow_executions (id, workflow_id, status, started_at) VALUES ('e', 'w', 'running', '2026-03-14T12:00:00+02:00');
    INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role, created_at) VALUES ('w', 'v', 'n', 't', 'output', 1773482400);
    INSERT INTO video_generation (video_id, started_at, completed_at) VALUES ('v', 1773482400, '2026-03-14')`)
  const at = '2026-03-14 10:00:00'
  expect((await client.workflows.list({})).items).toMatchObject([
    { updated_at: at, created_at: at, last_executed_at: 'late' },
  ])
  expect((await client.executions.list({})).items).toMatchObject([{ started_at: at }])
  expect((await client.workflows.get({ id: 'w' })).videos).toMatchObject([{ created_at: at }])
  expect(await client.generations.get({ video_id: 'v' })).toMatchObject({
    provider: null,
    started_at: at,
    completed_at: '2026-03-14 00:00:00',
  })
})

test('an unknown status is shown and counted, and its execution can be completed', async () => {
  const { client, write } = await open()
  write(`UPDATE workflows SET status = 'archived';
    INSERT INTO workflows (id, name, status, definition) VALUES ('x', 'X', NULL, '{}'), ('y', 'Y', 'draft', 'null');
    INSERT INTO workflow_executions (id, workflow_id, status) VALUES ('e', 'w', 'queued');
    INSERT INTO workflow_executions (id, workflow_id, status, completed_at) VALUES ('f', 'w', 'done', CURRENT_TIMESTAMP)`)
  expect((await client.library.statistics()).workflows_by_status).toEqual({ archived: 1, draft: 2 })
  expect((await client.workflows.get({ id: 'w' })).status).toBe('archived')
  expect(await client.executions.update({ id: 'e', status: 'completed' })).toMatchObject({ status: 'completed' })
  await expect(client.executions.update({ id: 'f', status: 'completed' })).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('parameters and data that are no objects or have 64-bit integers are shown unchanged', async () => {
  const { client, write } = await open()
  write(`INSERT INTO video_generation (video_id, provider, generation_params) VALUES ('v', 'kling', 'no json');
    INSERT INTO workflow_executions (id, workflow_id, status, execution_data) VALUES ('e', 'w', 'running', '[1, 2]')`)
  expect((await client.generations.get({ video_id: 'v' }))?.generation_params).toEqual({ text: 'no json' })
  write(`UPDATE video_generation SET generation_params = '{"seed": 18446744073709551615, "cfg": 3.5}'`)
  const params = { seed: '18446744073709551615', cfg: 3.5 }
  expect((await client.generations.get({ video_id: 'v' }))?.generation_params).toEqual(params)
  expect((await client.executions.get({ id: 'e' })).execution_data).toEqual({ value: [1, 2] })
})

test('an association with an execution that never existed survives the removal of its workflow and of its video', async () => {
  const { client, write } = await open()
  write(`INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role, execution_id)
    VALUES ('w', 'v', 'n', 't', 'output', 'nobody')`)
  await client.workflows.remove({ ids: ['w'] })
  expect(await client.workflows.restore({ ids: ['w'] })).toEqual({ restored: ['w'] })
  expect((await client.workflows.get({ id: 'w' })).videos).toMatchObject([{ video_id: 'v', execution_id: null }])
  write(`UPDATE workflow_videos SET execution_id = 'nobody'`)
  await client.videos.remove({ ids: ['v'] })
  await client.videos.restore({ ids: ['v'] })
  expect((await client.workflows.get({ id: 'w' })).videos).toMatchObject([{ video_id: 'v', execution_id: null }])
})

test('a removed workflow whose id another program reused is not restored, and its tombstone stays', async () => {
  const { client, write } = await open()
  await client.workflows.remove({ ids: ['w'] })
  write(`INSERT INTO workflows (id, name, definition) VALUES ('w', 'Pilot', '{}')`)
  await expect(client.workflows.restore({ ids: ['w'] })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('Episode'),
  })
  expect((await client.workflows.get({ id: 'w' })).name).toBe('Pilot')
  write(`DELETE FROM workflows`)
  expect(await client.workflows.restore({ ids: ['w'] })).toEqual({ restored: ['w'] })
})
