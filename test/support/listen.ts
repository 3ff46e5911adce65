import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http'
import { onTestFinished } from 'vitest'
import type { CoreOptions } from '../../main/core.ts'
import { type Access, createAccess } from '../../main/http/access.ts'
import { createApp } from '../../main/http/app.ts'
import { listen } from '../../main/http/listen.ts'
import { openLibrary, type TestLibrary } from './library.ts'

/** A library that is served on loopback, as `rushes serve` does. */
export interface ServedLibrary extends TestLibrary {
  url: string
  port: number
  key: string
  access: Access
  /** Asks for a path of the server as a program that has the key. */
  get(path: string, init?: RequestInit): Promise<Response>
}

/** Opens a library and serves it until the test ends. */
export async function serveLibrary(options: Partial<CoreOptions> = {}): Promise<ServedLibrary> {
  const library = await openLibrary(options)
  const access = createAccess()
  const { key } = access
  const hosts = () => [`127.0.0.1:${listener.port}`, `localhost:${listener.port}`]
  const listener = await listen(createApp(library.core, { access: { ...access, hosts } }), { port: 0 })
  onTestFinished(() => listener.close())
  const { url, port } = listener
  const get = (path: string, init: RequestInit = {}) =>
    fetch(url + path, { ...init, headers: { authorization: `Bearer ${key}`, ...init.headers } })
  return { ...library, url, port, key, access, get }
}

export interface RawAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** A request byte for byte as it is given: `fetch` would tidy the path up and refuse to name another host. */
export function ask(port: number, path: string, options: RequestOptions = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, agent: false, ...options }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
      answer.on('error', reject)
    })
    asked.on('error', reject)
    asked.end()
  })
}
