import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { createApp } from '../../main/http/app.ts'
import { importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { type ApiInput, type ApiOperation, addressOf, inputsOf, operationsOf } from '../support/openapi-inputs.ts'
import { putPicture } from '../support/pictures.ts'
import { putTimeline } from '../support/timelines.ts'

let operations: ApiOperation[] = []

/** A library with a row of most kinds, and the texts that mean something in it. */
async function openFull() {
  const library = await openLibrary({ settings: temporaryFolder() })
  const { client, folder } = library
  const take = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(client, { paths: [take, putPicture(join(temporaryFolder(), 'a.png'))] })
  const video = await client.videos.get({ id: items.find(({ video_id }) => video_id)?.video_id ?? '' })
  const image = (await client.images.list({})).items[0]
  const definition = { nodes: [{ id: 'n', type: 'Save' }], connections: [] }
  const { id: workflow_id } = await client.workflows.create({ name: 'W', definition: JSON.stringify(definition) })
  const { id: execution_id } = await client.executions.start({ workflow_id })
  const { timeline_id, root } = await putTimeline(library)
  const ids = [video.id, image?.id ?? '', workflow_id, execution_id, timeline_id, root, 'n', 'scenes', '0']
  const others = [video.file_hash, image?.file_hash ?? '', join(folder, 'missing.mp4'), '2026-01-01', 'night', '{}']
  return { ...library, app: createApp(library.core), known: [...ids, ...others] }
}

type Full = Awaited<ReturnType<typeof openFull>>

async function send({ app }: Pick<Full, 'app'>, operation: ApiOperation, input: ApiInput, init: RequestInit = {}) {
  const { method } = operation
  const hasBody = operation.body !== undefined && method !== 'GET'
  const body = hasBody ? JSON.stringify(input.body) : undefined
  const json = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body ?? '')) }
  const headers = { ...input.headers, ...(hasBody && json), ...init.headers }
  const address = addressOf(operation, input)
  const response = await app.request(address, { method, ...(body !== undefined && { body }), ...init, headers })
  // The stream of events has no end.
  const isStream = response.headers.get('content-type') === 'text/event-stream'
  const text = isStream ? '' : await response.clone().text()
  if (isStream) await response.body?.cancel()
  return { response, text, sent: `${method} ${address} ${body ?? ''}` }
}

beforeAll(async () => {
  const app = createApp({ version: 'test' } as TestLibrary['core'])
  operations = operationsOf(await (await app.request('/api/openapi.json')).json())
})

test('no input, valid or not, is answered with 500, and every refusal is problem details', async () => {
  const library = await openFull()
  const ok = new Set<string>()
  const broken: string[] = []
  for (const operation of operations) {
    await fc.assert(
      fc.asyncProperty(inputsOf(operation, library.known), async (input) => {
        const { response, text, sent } = await send(library, operation, input)
        const { status } = response
        if (status < 300) ok.add(operation.operationId)
        if (status === 500 || (status >= 400 && !isProblem(response, operation)))
          broken.push(`${status} ${sent.slice(0, 500)}\n${text}`)
      }),
      { numRuns: 12, endOnFailure: true },
    )
  }
  expect(broken).toEqual([])
  // A job may fail because of its input, such as an upload without keys for the bucket.
  const faults = library.warnings.filter(
    (line) => / failed/.test(line) && !/ job failed .*"code":"(?!INTERNAL)/.test(line),
  )
  expect(faults).toEqual([])
  // Inputs are random, and 100 to 115 of 263 operations take one of theirs.
  expect(ok.size).toBeGreaterThan(operations.length / 4)
})

/** The protocol of resumable uploads has errors of its own, and HEAD has no body. */
function isProblem(response: Response, { path }: ApiOperation): boolean {
  if (path.startsWith('/api/media/uploads')) return true
  return response.headers.get('content-type') === 'application/problem+json'
}

test('each operation refuses a field that it lacks, a body that is no JSON, and other methods', async () => {
  const library = await openFull()
  const wrong: unknown[] = []
  const others = operations.filter(({ path }) => !path.startsWith('/api/media/uploads'))
  for (const operation of others) {
    const path = Object.fromEntries(operation.parameters.map(({ name }) => [name, 'x']))
    const empty = { path, query: {}, headers: {}, body: {} }
    const isBody = operation.body !== undefined
    const extra = isBody ? { ...empty, body: { zzz: 1 } } : { ...empty, query: { zzz: 1 } }
    const refused = await send(library, operation, extra)
    const { code, data } = JSON.parse(refused.text)
    if (refused.response.status !== 422 || code !== 'UNKNOWN_FIELD' || data?.fields?.[0] !== 'zzz')
      wrong.push([refused.sent, refused.text])
    const other = await send(library, { ...operation, method: 'OPTIONS' }, empty)
    const allowed = other.response.headers.get('allow')?.split(', ')
    if (other.response.status !== 405 || !allowed?.includes(operation.method)) wrong.push([other.sent, allowed])
    if (!isBody || /\/(media|timelines)$/.test(operation.path)) continue
    const text = await send(library, operation, empty, { headers: { 'content-type': 'text/plain' } })
    if (text.response.status !== 415) wrong.push([text.sent, text.text])
  }
  expect(wrong).toEqual([])
})
