import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { expect, onTestFinished, test } from 'vitest'
import { createApp } from '../../main/http/app.ts'
import { listen } from '../../main/http/listen.ts'
import { readTools } from '../../main/mcp/read-tools.ts'
import { writeTools } from '../../main/mcp/write-tools.ts'
import type { Scope } from '../../shared/scopes.ts'
import { databaseOf } from '../support/database-of.ts'
import { wanPrompt } from '../support/generated.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { png, textChunk } from '../support/tagged-files.ts'
import { program } from '../support/terminal.ts'

/** A library with two takes, the first with generation details and a node of a workflow. */
async function withTakes() {
  const library = await openLibrary({ settings: temporaryFolder() })
  const { client, folder } = library
  const source = temporaryFolder()
  const [path, other] = [
    await putClip('landscape.mp4', join(source, 'ferry.mp4')),
    await putClip('square.mp4', join(source, 'pier.mp4')),
  ]
  const { items } = await importAll(client, { paths: [path, other] })
  const idOf = (file: string) => items.find((it) => it.path === file)?.video_id ?? ''
  const [id, other_id] = [idOf(path), idOf(other)]
  await client.generations.put({ video_id: id, provider: 'comfyui', model: 'wan-2.2', prompt: 'a ferry at dusk' })
  const definition = {
    nodes: [
      { id: 'n1', type: 'Sampler' },
      { id: 'n2', type: 'Save' },
    ],
    edges: [],
  }
  const workflow = await client.workflows.create({ name: 'Ferry', definition })
  const { id: execution } = await client.executions.start({ workflow_id: workflow.id })
  await client.workflows.associate({ workflow_id: workflow.id, video_id: id, node_id: 'n1', role: 'output' })
  const { file_path, file_hash } = await client.videos.get({ id })
  const ranges = [{ start: 0, end: 0.5, label: 'black' }]
  const hash = `sha256:${file_hash}`
  await client.analyses.save({ file_path, file_hash: hash, config: { threshold: 1 }, name: 'black', ranges })
  return { ...library, folder, id, other_id, workflow_id: workflow.id, execution }
}

async function connect(transport: Transport) {
  const mcp = new Client({ name: 'test', version: '1' })
  await mcp.connect(transport)
  onTestFinished(() => mcp.close())
  const call = async (name: string, input: Record<string, unknown>) =>
    (await mcp.callTool({ name, arguments: input })) as CallToolResult
  const names = async () => (await mcp.listTools()).tools.map(({ name }) => name)
  return { mcp, call, names }
}

async function overHttp({ core, client }: Awaited<ReturnType<typeof withTakes>>, canWrite: boolean) {
  const app = createApp(core, { access: { tokensOnly: true, isBehindProxy: true }, mcp: { canWrite } })
  const listener = await listen(app, { port: 0 })
  onTestFinished(() => listener.close())
  const url = new URL('/mcp', listener.url)
  const tokenOf = async (scope: Scope) => (await client.tokens.create({ user_id: 'mia', scope })).token
  const withToken = (token: string) =>
    connect(new StreamableHTTPClientTransport(url, { requestInit: { headers: { authorization: `Bearer ${token}` } } }))
  return { url, withToken, withScope: async (scope: Scope) => await withToken(await tokenOf(scope)) }
}

function readValue<Value>(result: CallToolResult): Value {
  expect(result.isError, JSON.stringify(result.content)).toBeFalsy()
  const [first] = result.content
  return JSON.parse(first?.type === 'text' ? first.text : '')
}

function picturesOf({ content }: CallToolResult): Buffer[] {
  return content.flatMap((it) => (it.type === 'image' ? [Buffer.from(it.data, 'base64')] : []))
}

const nameOf = ({ name }: { name: string }) => name

/** Gives a take a proven, a told and a likely link. */
async function addLinks({ core, client, id }: Awaited<ReturnType<typeof withTakes>>): Promise<void> {
  const { file_hash } = await client.videos.get({ id })
  databaseOf(core).exec(`
    INSERT INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash) VALUES
      ('/start.png', 'c', 7, 1000, ''), ('/told.png', 'd', 7, 1000, ''), ('/proven.png', 'e', 7, 1000, '');
    INSERT OR REPLACE INTO embedded_readings (file_hash, parser_version) VALUES ('${file_hash}', 1);
    INSERT INTO embedded_inputs (file_hash, position, kind, name, input_hash, evidence) VALUES
      ('${file_hash}', 0, 'input', 'start.png', NULL, NULL), ('${file_hash}', 1, 'input', 'told.png', NULL, NULL),
      ('${file_hash}', 2, 'input', 'proven.png', 'e', 'proven');
    INSERT INTO link_decisions (file_hash, name, input_hash, decision)
      VALUES ('${file_hash}', 'told.png', 'd', 'confirmed')`)
}

test('each link that an agent reads states its evidence', async () => {
  const library = await withTakes()
  const { client, id } = library
  await addLinks(library)
  const { withScope } = await overHttp(library, false)
  const { call } = await withScope('read')
  const lineage = await client.lineage.get({ video_id: id })
  expect(lineage.edges.map(({ from, evidence }) => `${from}: ${evidence}`).sort()).toEqual([
    'c: likely',
    'd: told',
    'e: proven',
  ])
  expect(readValue(await call('get_lineage', { video_id: id }))).toEqual(lineage)
  const { embedded } = readValue<{ embedded: { inputs: { name: string; evidence: string }[] } }>(
    await call('explain_video', { video_id: id }),
  )
  expect(embedded.inputs.map(({ name, evidence }) => `${name}: ${evidence}`)).toEqual([
    'start.png: likely',
    'told.png: told',
    'proven.png: proven',
  ])
})

test('a client on standard input and output searches, views, explains, compares and reads', async () => {
  const { folder, id, other_id, workflow_id, execution } = await withTakes()
  const args = [program, 'mcp', '--library', folder]
  const { mcp, call, names } = await connect(new StdioClientTransport({ command: process.execPath, args }))
  expect(await names()).toEqual(readTools.map(nameOf))
  const { tools } = await mcp.listTools()
  const search = tools.find(({ name }) => name === 'search_videos')
  expect(search?.inputSchema.properties).toMatchObject({ limit: { maximum: 1000 }, query: { type: 'string' } })
  expect(search?.annotations?.readOnlyHint).toBe(true)

  expect(readValue(await call('search_videos', { query: 'model:wan' }))).toMatchObject({ items: [{ id }], total: 1 })
  const viewed = await call('view_video', { id })
  expect(readValue(viewed)).toMatchObject({ name: 'ferry', storyboard: { tile_width: expect.any(Number) } })
  const pictures = picturesOf(viewed)
  expect(pictures.map((it) => it.subarray(0, 3).toString('hex'))).toEqual(['ffd8ff', 'ffd8ff'])
  expect(readValue(await call('explain_video', { video_id: id }))).toMatchObject({
    generation: { model: 'wan-2.2', prompt: 'a ferry at dusk' },
    workflows: [{ workflow_id, node_id: 'n1' }],
  })
  const compared = await call('compare_videos', { id, other_id })
  const { differences } = readValue<{ differences: { path: string }[] }>(compared)
  expect(differences.map(({ path }) => path)).toEqual(expect.arrayContaining(['facts.name', 'facts.width']))
  expect(picturesOf(compared)).toHaveLength(2)
  expect(readValue(await call('list_workflows', {}))).toMatchObject({ items: [{ id: workflow_id }] })
  expect(readValue(await call('get_workflow', { id: workflow_id }))).toMatchObject({ videos: [{ video_id: id }] })
  expect(readValue(await call('list_executions', { workflow_id }))).toMatchObject({ items: [{ id: execution }] })
  expect(readValue(await call('get_execution', { id: execution }))).toMatchObject({ status: 'running' })
  const [analysis] = readValue<{ id: number }[]>(await call('analyses_of_video', { id }))
  expect(readValue(await call('list_analyses', { name: 'black' }))).toMatchObject({ items: [{ id: analysis?.id }] })
  expect(readValue(await call('get_analysis', { id: analysis?.id }))).toMatchObject({ ranges: [{ label: 'black' }] })
  expect(readValue(await call('get_lineage', { video_id: id }))).toMatchObject({ nodes: [{ video_id: id }] })
})

test('wrong calls are answered with an error that says why', async () => {
  const library = await withTakes()
  const { call } = await (await overHttp(library, true)).withScope('write')
  const errorOf = async (name: string, input: Record<string, unknown>) => {
    const { isError, content } = await call(name, input)
    return isError && content[0]?.type === 'text' ? content[0].text : ''
  }
  expect(await errorOf('view_video', { id: 'none' })).toBe('NOT_FOUND: Video not found: none.')
  expect(await errorOf('search_videos', { querry: 'x' })).toContain('has no field “querry”')
  expect(await errorOf('search_videos', { limit: 0 })).toMatch(/^BAD_INPUT: limit: /)
  expect(await errorOf('rate_videos', { ratings: [{ ids: [library.id], rating: 3, stars: 1 }] })).toContain(
    '“ratings.0.stars”',
  )
  // A file in the trash of the system is not restored by a tool.
  expect(await errorOf('remove_videos', { ids: [library.id], delete_file: true })).toContain('no field “delete_file”')
  expect(await errorOf('empty_trash', {})).toContain('Tool “empty_trash” not found.')
})

test('over HTTP a token is needed, and write tools need --write and the scope', async () => {
  const library = await withTakes()
  const reading = await overHttp(library, false)
  const writing = await overHttp(library, true)
  expect((await fetch(reading.url, { method: 'POST', body: '{}' })).status).toBe(401)
  await expect(reading.withToken('a.b.c')).rejects.toThrow()
  for (const { names, call } of [await reading.withScope('admin'), await writing.withScope('read')]) {
    expect(await names()).toEqual(readTools.map(nameOf))
    expect(await call('rename_video', { id: library.id, name: 'x' })).toMatchObject({ isError: true })
  }
  const { names, call } = await writing.withScope('write')
  expect(await names()).toEqual([...readTools, ...writeTools].map(nameOf))
  expect(readValue(await call('search_videos', {}))).toMatchObject({ total: 2 })
  const { token } = await library.client.tokens.create({ user_id: 'mia' })
  const get = await fetch(writing.url, { headers: { authorization: `Bearer ${token}` } })
  expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
})

test('each write tool is undone by the calls that its answer names', async () => {
  const library = await withTakes()
  const { client, id, other_id, workflow_id } = library
  const { call } = await (await overHttp(library, true)).withScope('write')
  await client.videos.edit({ id, metadata: { shot: 1 } })
  const state = async () => ({
    videos: (await client.videos.list({})).items,
    metadata: await Promise.all(
      [id, other_id].map(async (it) => (await client.videos.get({ id: it }).catch(() => null))?.metadata),
    ),
    generations: await Promise.all(
      [id, other_id].map((video_id) => client.generations.get({ video_id }).catch(() => null)),
    ),
    uses: (await client.workflows.ofVideo({ video_id: id })).map(({ created_at: _, ...use }) => use),
    workflow: await client.workflows.get({ id: workflow_id }).then(({ name, description }) => [name, description]),
  })
  await client.videos.remove({ ids: [other_id] })
  await client.videos.restore({ ids: [other_id] })
  const calls: [string, Record<string, unknown>][] = [
    ['change_tags', { changes: [{ ids: [id], add: ['night'], remove: [] }] }],
    ['rate_videos', { ratings: [{ ids: [id, other_id], rating: 4 }] }],
    ['rename_video', { id, name: 'Ferry, take 2' }],
    ['edit_video', { id, source_type: 'stitched', metadata: null }],
    ['remove_videos', { ids: [other_id] }],
    ['set_generation', { video_id: id, prompt: 'a ferry at dawn' }],
    ['set_generation', { video_id: other_id, provider: 'kling' }],
    ['remove_generation', { video_id: id }],
    ['associate', { workflow_id, video_id: id, node_id: 'n1', role: 'input' }],
    ['associate', { workflow_id, video_id: id, node_id: 'n2', role: 'input' }],
    ['dissociate', { workflow_id, video_id: id, node_id: 'n1' }],
    ['describe_workflow', { id: workflow_id, name: 'Ferries', description: 'At dusk' }],
  ]
  for (const [name, input] of calls) {
    const before = await state()
    const result = await call(name, input)
    readValue(result)
    expect(await state(), name).not.toEqual(before)
    for (const [tool, undo] of undoOf(result)) readValue(await call(tool, undo))
    expect(await state(), name).toEqual(before)
  }
  const called = calls.map(([name]) => name)
  expect(writeTools.map(nameOf).filter((name) => !called.includes(name))).toEqual(['restore_videos', 'decide_links'])
  await client.videos.remove({ ids: [other_id] })
  const restored = await call('restore_videos', { ids: [other_id] })
  for (const [tool, undo] of undoOf(restored)) readValue(await call(tool, undo))
  expect((await client.videos.list({})).total).toBe(1)
  const nothing = await call('change_tags', { changes: [{ ids: ['none'], add: ['night'], remove: [] }] })
  expect(nothing.content.at(-1)).toMatchObject({ text: 'Nothing changed.' })
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'ferry.png'), png([textChunk('Title', 'a')]))
  utimesSync(join(folder, 'ferry.png'), 1000, 1000)
  writeFileSync(join(folder, 'made.png'), png([textChunk('prompt', wanPrompt({ prefix: 'made' }))]))
  await importAll(client, { paths: [folder] })
  const images = (await client.images.list({})).items
  const hashOf = (name: string) => images.find((it) => it.name === name)?.file_hash ?? ''
  const link = { file_hash: hashOf('made'), name: 'ferry.png', input_hash: hashOf('ferry') }
  const decided = await call('decide_links', { decisions: [{ ...link, decision: 'rejected' }] })
  expect(undoOf(decided)).toEqual([['decide_links', { decisions: [{ ...link, decision: null }] }]])
})

/** Reads the calls of “To undo this, call A with {…}, then B with {…}”. */
function undoOf({ content }: CallToolResult): [string, Record<string, unknown>][] {
  const last = content.at(-1)
  const [, words = ''] = /^To undo this, call (.*)$/s.exec(last?.type === 'text' ? last.text : '') ?? []
  return words.split(', then ').map((word) => {
    const [, tool = '', input = ''] = /^(\w+) with (.*)$/s.exec(word) ?? []
    return [tool, JSON.parse(input)]
  })
}
