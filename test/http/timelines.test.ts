import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { expect, test, vi } from 'vitest'
import type { Client } from '../../shared/contract/index.ts'
import { ended, importAll, putClip, temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'
import { smallDisk } from '../support/small-disk.ts'
import { putJpeg } from '../support/timelines.ts'

const json = { 'content-type': 'application/json' }

test('a program makes a timeline, sees its frames, and saves checkpoints, by the routes of the API', async () => {
  const { client, get, url } = await serveLibrary()
  const post = (path: string, body: unknown) => get(path, { method: 'POST', headers: json, body: JSON.stringify(body) })
  const { items } = await importAll(client, {
    paths: [await putClip('sound.mp4', join(temporaryFolder(), 'take.mp4'))],
  })
  const created = await post('/api/timelines', { video_id: items[0]?.video_id, fps: 4 })
  expect(created.status).toBe(202)
  const { timeline_id, checkpoint_id, job_id } = (await created.json()) as Record<string, string>
  expect(await ended(client, await client.jobs.get({ id: job_id ?? '' }))).toMatchObject({ state: 'done' })

  const page = (await (await get(`/api/timelines/${timeline_id}/frames?as=base64&from=1&to=2`)).json()) as {
    items: { sequence: number; jpeg_b64: string; file_hash: string }[]
    total: number
  }
  expect([page.items.map(({ sequence }) => sequence), page.total]).toEqual([[1, 2], 2])
  const picture = await get(`/api/timelines/${timeline_id}/frames/1`)
  expect(picture.headers.get('content-type')).toBe('image/jpeg')
  const bytes = Buffer.from(await picture.arrayBuffer())
  expect(bytes.toString('base64')).toBe(page.items[0]?.jpeg_b64)
  expect((await get(`/api/timelines/${timeline_id}/frames/99`)).status).toBe(404)
  expect((await get(`/api/timelines/${timeline_id}/frames/x`)).status).toBe(404)
  expect((await get(`/media/timelines/${timeline_id}/frames/1`)).status).toBe(200)
  expect((await fetch(`${url}/api/timelines/${timeline_id}/frames/1`)).status).toBe(403)

  const saved = await post(`/api/timelines/${timeline_id}/checkpoints`, {
    ...{ parent_checkpoint_id: checkpoint_id, stage_name: '__proto__', config_overrides: { threshold: 0.4 } },
    output: { constructor: [null, 1.5, 'é'] },
  })
  expect(saved.status).toBe(200)
  const { checkpoint_id: child } = (await saved.json()) as { checkpoint_id: string }
  expect(await (await get(`/api/checkpoints/${child}`)).json()).toMatchObject({
    ...{ parent_id: checkpoint_id, config_overrides: { threshold: 0.4 }, stats: { frames_extracted: 4 } },
  })
  const stage = await get(`/api/checkpoints/${child}/stages/__proto__`)
  const output = { constructor: [null, 1.5, 'é'] }
  const described = await stage.json()
  expect(described).toMatchObject({ stage_name: '__proto__', output })
  // Outputs are sent unparsed; the answers are those of the contract.
  expect(described).toEqual(await client.checkpoints.stage({ id: child, stage_name: '__proto__' }))
  const whole = await get(`/api/checkpoints/${child}?outputs=true`)
  expect(await whole.json()).toEqual(await client.checkpoints.get({ id: child, outputs: true }))
  const etag = stage.headers.get('etag') ?? ''
  const again = await get(`/api/checkpoints/${child}/stages/__proto__`, { headers: { 'if-none-match': etag } })
  expect([stage.headers.get('content-type'), again.status]).toEqual(['application/json', 304])
  expect(await (await get(`/api/checkpoints/${child}/stages/none`)).json()).toBeNull()
  const refused = ['x/stages/a', 'x?outputs=true', `${child}/stages/a?b=1`, `${child}?outputs=true&b=1`]
  const statuses = await Promise.all(refused.map(async (path) => (await get(`/api/checkpoints/${path}`)).status))
  expect(statuses).toEqual([404, 404, 422, 422])
  // Both of two simultaneous saves on one parent are kept.
  const saves = ['a', 'b'].map((output) =>
    post(`/api/timelines/${timeline_id}/checkpoints`, { parent_checkpoint_id: child, stage_name: 'track', output }),
  )
  expect((await Promise.all(saves)).map(({ status }) => status)).toEqual([200, 200])
  const tree = (await (await get(`/api/timelines/${timeline_id}/tree`)).json()) as { items: { parent_id: string }[] }
  expect(tree.items.map(({ parent_id }) => parent_id)).toEqual([null, checkpoint_id, child, child])

  // A parent of another timeline is refused, so no chain of parents can become a cycle.
  const other = (await (await post('/api/timelines', { video_id: items[0]?.video_id, fps: 2 })).json()) as {
    timeline_id: string
  }
  const crossed = await post(`/api/timelines/${other.timeline_id}/checkpoints`, {
    ...{ parent_checkpoint_id: child, stage_name: 'track', output: 1 },
  })
  expect([crossed.status, await crossed.json()]).toMatchObject([
    400,
    { code: 'BAD_INPUT', message: expect.stringMatching(/^parent_checkpoint_id: .* is of another timeline/) },
  ])
})

test('pictures that the disk cannot take are refused as that, and nothing of them stays', async ({ skip }) => {
  const disk = smallDisk(20)
  if (!disk) return skip('a small disk cannot be mounted here')
  const { get, core } = await serveLibrary({ folder: join(disk, 'library') })
  const form = new FormData()
  form.append('0', new Blob([Buffer.alloc(30 * 2 ** 20)]), '0.jpg')
  form.append('timeline', JSON.stringify({ frames: [{ sequence: 0, timestamp: 0 }] }))
  const response = await get('/api/timelines', { method: 'POST', body: form })
  expect([response.status, (await response.json()).code]).toEqual([507, 'DISK_FULL'])
  expect(readdirSync(core.layout.incoming, { recursive: true }).length).toBeLessThan(2)
})

test('an output that is no JSON, or too long, is refused', async () => {
  const { client, get } = await serveLibrary()
  const path = '/api/timelines/x/checkpoints'
  const broken = await get(path, { method: 'POST', headers: json, body: '{"stage_name":"a","output":{' })
  expect([broken.status, ((await broken.json()) as { code: string }).code]).toEqual([400, 'BAD_INPUT'])
  let sent = 0
  const chunk = new Uint8Array(2 ** 20).fill(0x31)
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(sent === 0 ? new TextEncoder().encode('{"stage_name":"a","output":"') : chunk)
      sent++
      if (sent > 200) controller.close()
    },
  })
  const long = await get(path, { method: 'POST', headers: json, body, duplex: 'half' } as RequestInit).catch(() => null)
  if (long) expect(((await long.json()) as { message: string }).message).toMatch(/larger than/)
  expect(sent).toBeLessThan(200)
  expect((await client.timelines.list({})).total).toBe(0)
})

test('no output of a save is parsed by the thread that answers, over REST and RPC, and the answers are the same', async () => {
  const { client, get, url, key } = await serveLibrary()
  const rpc: Client = createORPCClient(new RPCLink({ url: `${url}/rpc`, headers: { authorization: `Bearer ${key}` } }))
  const { timeline_id, checkpoint_id } = await client.timelines.createFromFiles({ source_video: 'a.mp4', frames: [] })
  const boxes = Array.from({ length: 20_000 }, (_, index) => ({ frame: index, box: [index, 0.5, 10, 10], label: 'é' }))
  const save = { parent_checkpoint_id: checkpoint_id, stage_name: 'detect', stats: { n: 1 }, output: { boxes } }
  const path = `/api/timelines/${timeline_id}/checkpoints`
  const post = (body: unknown) => get(path, { method: 'POST', headers: json, body: JSON.stringify(body) })
  const longest = vi.spyOn(JSON, 'parse')
  const overRest = (await (await post(save)).json()) as { checkpoint_id: string }
  const overRpc = await rpc.checkpoints.save({ timeline_id, ...save })
  const parsed = longest.mock.calls.map(([text]) => String(text).length)
  longest.mockRestore()
  expect(Math.max(0, ...parsed)).toBeLessThan(10_000)
  const inProcess = await client.checkpoints.save({ timeline_id, ...save })
  const states = await Promise.all(
    [overRest, overRpc, inProcess].map(({ checkpoint_id: id }) => client.checkpoints.get({ id, outputs: true })),
  )
  const [first] = states
  expect(first).toMatchObject({ stats: { n: 1 }, stages: [{ stage_name: 'detect', output: { boxes } }] })
  for (const { stages } of states)
    expect(stages.map(({ checkpoint_id: _, ...stage }) => stage)).toEqual(
      first?.stages.map(({ checkpoint_id: _, ...stage }) => stage),
    )
  const refusals = await Promise.all(
    [{ ...save, ouput: 1 }, { ...save, output: '\ud800' }, { output: 1 }, { ...save, output: 'x'.repeat(17 * 2 ** 20) }]
      .map(post)
      .map(async (answer) => ((await (await answer).json()) as { message: string }).message),
  )
  expect(refusals).toEqual([
    expect.stringContaining('ouput'),
    expect.stringMatching(/^output .*lone surrogate/),
    expect.stringMatching(/^stage_name: /),
    expect.stringMatching(/^output: 17.8 MB of JSON is more than/),
  ])
})

test('frames of another program arrive as a multipart body, whole or not at all', async () => {
  const { client, get, core } = await serveLibrary()
  const jpeg = (content: string) => new Blob([readFileSync(putJpeg('frame.jpg', content))], { type: 'image/jpeg' })
  const send = (frames: object[], pictures: Record<string, Blob>, rest: object = {}) => {
    const form = new FormData()
    for (const [name, picture] of Object.entries(pictures)) form.append(name, picture, `${name}.jpg`)
    form.append('timeline', JSON.stringify({ source_video: 'clip.mp4', profile_name: 'faces', ...rest, frames }))
    return get('/api/timelines', { method: 'POST', body: form })
  }
  const at = (sequence: number) => ({ sequence, chunk_id: 1, timestamp: sequence / 2, perceptual_hash: 'ab' })
  const created = await send([at(1), at(0)], { 0: jpeg('a'), 1: jpeg('b') })
  expect(created.status).toBe(201)
  const { timeline_id, checkpoint_id } = (await created.json()) as Record<string, string>
  expect(await client.checkpoints.get({ id: checkpoint_id ?? '' })).toMatchObject({ stats: { frames_extracted: 2 } })
  const picture = await get(`/api/timelines/${timeline_id}/frames/1`)
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(Buffer.from(await jpeg('b').arrayBuffer()))

  const refused: [Promise<Response>, RegExp][] = [
    [send([at(0), at(1)], { 0: jpeg('a') }), /Frame 1 has no picture/],
    [send([at(0)], { 0: jpeg('a'), 5: jpeg('b') }), /1 picture without a frame, first 5/],
    [send([at(0)], { 0: jpeg('a'), x: jpeg('b') }), /A part is named “timeline”/],
    [send([at(0)], { 0: jpeg('a') }, { fbs: 2 }), /no field “fbs”. Did you mean “fps”/],
    [send([at(0)], { 0: jpeg('a') }, { fps: 0 }), /timeline.fps/],
    [send([at(0)], { 0: new Blob(['text']) }), /is no JPEG/],
    [get('/api/timelines', { method: 'POST', body: new FormData() }), /timeline: Send a part/],
  ]
  for (const [response, message] of refused) {
    expect((await response).status).toBeGreaterThanOrEqual(400)
    expect(((await (await response).json()) as { message: string }).message).toMatch(message)
  }
  for (const part of [
    ['timeline', '{bad'],
    ['timeline', '{bad', 'timeline.json'],
    ['x'.repeat(200), '1'],
  ] as const) {
    const form = new FormData()
    if (part.length === 3) form.append(part[0], new Blob([part[1]]), part[2])
    else form.append(part[0], part[1])
    const response = await get('/api/timelines', { method: 'POST', body: form })
    expect([response.status, (await response.json()).code]).toEqual([400, 'BAD_INPUT'])
  }
  expect((await client.timelines.list({})).total).toBe(1)
  expect(readdirSync(core.layout.incoming, { recursive: true }).length).toBeLessThan(2)
})
