import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import type { AppEnv } from '../../main/http/caller-of-request.ts'
import { listen } from '../../main/http/listen.ts'
import { serveLibrary } from '../support/listen.ts'

test('a connection stays open between two calls for longer than programs keep theirs', async () => {
  const { get } = await serveLibrary()
  const { headers } = await get('/api/libraries/current')
  expect(headers.get('keep-alive')).toBe('timeout=65')
})

test('a slow upload lives as long as bytes arrive; a stalled one, and the slow body of a call, end', async () => {
  const app = new Hono<AppEnv>()
  app.post('*', async (context) => context.text(String((await context.req.arrayBuffer()).byteLength)))
  const { port, close } = await listen(app, { port: 0, bodyMs: 1500 })
  onTestFinished(close)
  /** Sends `chunks` bytes, one each 300 ms, and no end unless all are sent. Resolves to the response, or to `ended`. */
  const send = (path: string, { chunks, of }: { chunks: number; of: number }) =>
    new Promise<string>((resolve) => {
      const headers = { 'content-length': of }
      const sent = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent: false })
      sent.on('response', (response) => response.setEncoding('utf8').on('data', resolve))
      sent.on('error', () => resolve('ended'))
      void (async () => {
        for (let index = 0; index < chunks; index++) {
          sent.write('x')
          await wait(300)
        }
      })()
    })
  const uploads = ['/uploads?name=a.mp4', '/api/media', '/api/media/uploads/1', '/api/timelines']
  const slow = uploads.map((path) => send(path, { chunks: 15, of: 15 }))
  const stalled = uploads.map((path) => send(path, { chunks: 1, of: 15 }))
  expect(await Promise.all(slow)).toEqual(uploads.map(() => '15'))
  expect(await Promise.all(stalled)).toEqual(uploads.map(() => 'ended'))
  expect(await send('/api/videos', { chunks: 15, of: 15 })).toBe('ended')
})
