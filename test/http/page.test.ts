import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { createApp } from '../../main/http/app.ts'
import { listen } from '../../main/http/listen.ts'
import { pageRoutes } from '../../main/http/page.ts'
import { openLibrary, temporaryFolder } from '../support/library.ts'
import { ask as askRaw } from '../support/listen.ts'

let ask: (path: string) => Promise<Response>
let port: number

beforeEach(async () => {
  const root = temporaryFolder()
  for (const [path, text] of Object.entries({
    'page/index.html': 'the page',
    'page/assets/index-1a2b.js': 'a script',
    'page/notes.json': 'not for the page',
    'page-beside/secret.js': 'a secret',
    'secret.css': 'a secret',
  })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const { core } = await openLibrary()
  const listener = await listen(createApp(core, { page: pageRoutes(join(root, 'page')) }), { port: 0 })
  onTestFinished(() => listener.close())
  port = listener.port
  ask = (path) => fetch(listener.url + path)
})

test('the files of the page are served, those that are named by their content for ever', async () => {
  const script = await ask('/assets/index-1a2b.js')
  expect([script.status, await script.text()]).toEqual([200, 'a script'])
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(script.headers.get('cache-control')).toContain('immutable')
  expect((await ask('/')).headers.get('cache-control')).toBe('no-cache')
})

test('an address that is a view of the page is the page, a file that is not there is none', async () => {
  for (const path of ['/', '/videos/9f2c', '/videos/a%2Fb', '/index.html', '/assets', '/notes.json', '/videos/x.y']) {
    const answer = await ask(path)
    expect([path, answer.status, await answer.text()]).toEqual([path, 200, 'the page'])
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  }
  expect((await ask('/assets/gone.js')).status).toBe(404)
})

test.each([
  '/../secret.css',
  '/..%2fsecret.css',
  '/%2e%2e/secret.css',
  '/%2e%2e%2fsecret.css',
  '/assets/..%2f..%2fsecret.css',
  '/..%5csecret.css',
  '/..%2fpage-beside%2fsecret.js',
  '/%2fetc%2fpasswd',
  '//etc/passwd',
])('%s leads to nothing outside of the page', async (path) => {
  const { status, body } = await askRaw(port, path)
  expect([200, 404]).toContain(status)
  expect(body).not.toMatch(/a secret|root:/)
})

test.each(['/%', '/%ff.js', '/%00.js', '/videos/%e0%a4%a'])(
  '%s, which is no text, is no fault of Rushes',
  async (path) => {
    const { status } = await askRaw(port, path)
    expect([200, 404]).toContain(status)
  },
)
