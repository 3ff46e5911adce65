import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { type RequestOptions, request } from 'node:https'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import type { AppEnv } from '../../main/http/caller-of-request.ts'
import { listen } from '../../main/http/listen.ts'
import { makeCertificate } from '../support/certificate.ts'
import { clip } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'
import { runRushes, startTerminal } from '../support/terminal.ts'

/** Asks a server with TLS whose certificate is `cert`; `chunks` of a body are sent 300 ms apart. */
function askSecurely(port: number, cert: string, options: RequestOptions, chunks: string[] = []) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, agent: false, ca: readFileSync(cert), ...options }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    asked.on('error', reject)
    void (async () => {
      for (const chunk of chunks) {
        asked.write(chunk)
        await wait(300)
      }
      asked.end()
    })()
  })
}

test('“rushes serve --host” with TLS files answers tokens only, over TLS only', async ({ skip }) => {
  const made = makeCertificate()
  if (!made) return skip('openssl makes the certificate')
  const { cert, key } = made
  const own = ['--library', join(temporaryFolder(), 'library'), '--json']
  const environment = { XDG_CONFIG_HOME: temporaryFolder() }
  const created = await runRushes(['token', 'create', '--user', 'mia', '--scope', 'read', ...own], environment)
  const { token } = JSON.parse(created.stdout) as { token: string }
  const serve = ['serve', '--host', '127.0.0.1', '--port', '0', ...own]
  for (const options of [[], ['--tls-cert', cert], ['--tls-cert', cert, '--tls-key', join(cert, 'none')]])
    expect((await runRushes([...serve, ...options], environment)).code).not.toBe(0)
  const { child } = startTerminal([...serve, '--tls-cert', cert, '--tls-key', key], environment)
  const port = await new Promise<number>((resolve) => {
    let text = ''
    child.stdout.on('data', (chunk: string) => {
      text += chunk
      const found = /"port": ?(\d+)/.exec(text)
      if (found) resolve(Number(found[1]))
    })
  })
  const headers = { authorization: `Bearer ${token}` }
  expect((await askSecurely(port, cert, { path: '/api/videos', headers })).status).toBe(200)
  expect((await askSecurely(port, cert, { path: '/api/videos' })).status).toBe(401)
  expect((await askSecurely(port, cert, { path: '/api/tokens', headers })).status).toBe(403)
  await expect(fetch(`http://127.0.0.1:${port}/api/videos`, { headers })).rejects.toThrow()
  await expect(fetch(`https://127.0.0.1:${port}/api/videos`, { headers })).rejects.toThrow()
})

test('a slow upload over TLS lives, and a flood of connections is bounded and leaves the server alive', async ({
  skip,
}) => {
  const made = makeCertificate()
  if (!made) return skip('openssl makes the certificate')
  const tls = { cert: readFileSync(made.cert), key: readFileSync(made.key) }
  const app = new Hono<AppEnv>()
  app.post('*', async (context) => context.text(String((await context.req.arrayBuffer()).byteLength)))
  const secure = await listen(app, { port: 0, bodyMs: 1500, tls })
  onTestFinished(() => secure.close())
  const slow = { path: '/api/media', method: 'POST', headers: { 'content-length': 12 } }
  expect((await askSecurely(secure.port, made.cert, slow, [...'x'.repeat(12)])).body).toBe('12')

  const plain = await serveLibrary()
  const sockets: Socket[] = []
  let closed = 0
  const open = () =>
    new Promise<void>((resolve) => {
      const socket = connect(plain.port, '127.0.0.1', resolve)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        closed++
        resolve()
      })
      sockets.push(socket)
    })
  // In parts, because the system queues a few hundred new connections only.
  for (let part = 0; part < 15; part++) await Promise.all(Array.from({ length: 200 }, open))
  await expect.poll(() => closed, { timeout: 60_000 }).toBeGreaterThanOrEqual(1000)
  for (const socket of sockets) socket.destroy()
  await expect.poll(() => plain.get('/api/library').then(({ status }) => status, String), { timeout: 60_000 }).toBe(200)
})

test('a row whose path is a link out of the library sends nothing but the content that it names', async () => {
  const library = await serveLibrary()
  const { items } = await importAll(library.client, { paths: [await clip('square.mp4')], mode: 'copy' })
  const id = items[0]?.video_id ?? ''
  const secret = join(temporaryFolder(), 'secret.mp4')
  writeFileSync(secret, 'a secret of this computer')
  const link = join(library.core.layout.videos, 'link.mp4')
  symlinkSync(secret, link)
  const change = databaseOf(library.core).prepare('UPDATE videos SET file_path = ? WHERE id = ?')
  for (const path of [link, secret, '/etc/passwd', '\\\\server\\share\\take.mp4', '../../etc/passwd']) {
    change.run(path, id)
    for (const address of [`/media/videos/${id}`, `/media/posters/${id}`]) {
      const response = await library.get(address)
      const body = Buffer.from(await response.arrayBuffer())
      expect([path, body.includes('secret of this'), body.includes('root:')]).toEqual([path, false, false])
    }
  }
})
