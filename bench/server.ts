import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { Agent, get, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { clip } from '../test/support/clips.ts'
import { median, quantile } from './measure.ts'

// As it is installed: `npm run build` makes it.
const rushes = fileURLToPath(new URL('../out/main/rushes.js', import.meta.url))
const seconds = 30
const takes = 10_000
const uploadBytes = 2 * 2 ** 30
const uploadRounds = 5

interface Served {
  url: string
  port: number
  key: string
  pid: number
}

/** Measures a served library: mixed load, requests per second, a large upload, and many connections. */
export async function benchServer(folder: string): Promise<void> {
  const library = join(folder, 'served')
  execFileSync(process.execPath, [rushes, 'seed', '--rows', String(takes), '--library', library], { stdio: 'ignore' })
  const { child, first } = await start([rushes, 'serve', '--port', '0', '--library', library, '--json'])
  const served: Served = { ...JSON.parse(first), pid: child.pid ?? 0 }
  try {
    const { items } = JSON.parse(await ask(served, '/api/videos?limit=500')) as { items: { id: string }[] }
    const ids = items.map(({ id }) => id)
    await mixedLoad(served, ids)
    await requestsPerSecond(served, ids[0] ?? '')
    await largeUpload(served, folder)
    await manyConnections(served, ids[0] ?? '')
  } finally {
    child.kill()
  }
}

/** Starts a program, and resolves with it when it has printed a whole line or document. */
async function start(args: string[]): Promise<{ child: ChildProcess; first: string }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  let first = ''
  for await (const chunk of child.stdout) {
    first += chunk
    if (/^\d+\n$|\}\s*$/.test(first)) break
  }
  return { child, first }
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 })

/** Sends a request on a connection that stays open; resolves to its body, and rejects unless the status is 2xx. */
function ask({ url, key }: Served, path: string, method = 'GET', body?: object): Promise<string> {
  const headers = { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) }
  return new Promise((resolve, reject) => {
    const address = new URL(path, url.replace(/\?.*/, ''))
    const asked = request(address, { method, agent, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      answer.on('end', () => (answer.statusCode?.toString().startsWith('2') ? resolve(text) : reject(new Error(text))))
      answer.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body && JSON.stringify(body))
  })
}

async function mixedLoad(served: Served, ids: string[]): Promise<void> {
  const until = performance.now() + seconds * 1000
  const reads: number[] = []
  const writes: number[] = []
  const errors: string[] = []
  const loop = async (times: number[], work: (turn: number) => Promise<unknown>) => {
    for (let turn = 0; performance.now() < until; turn++) {
      const begun = performance.now()
      await work(turn).catch((error) => errors.push(String(error)))
      times.push(performance.now() - begun)
    }
  }
  const idAt = (turn: number) => ids[turn % ids.length] ?? ''
  const workers = Array.from({ length: 8 }, (_, worker) => [
    loop(writes, (turn) =>
      ask(served, `/api/videos/${idAt(turn * 8 + worker)}`, 'PATCH', { name: `Take ${worker}.${turn}` }),
    ),
    loop(reads, (turn) => ask(served, turn % 4 ? `/api/videos/${idAt(turn)}` : '/api/videos?limit=50')),
  ])
  await Promise.all(workers.flat())
  console.log(`served library: 8 writers and 8 readers for ${seconds} s (${takes} takes)`)
  console.log(
    `  ${reads.length} reads, p50 ${quantile(reads, 0.5)} ms, p99 ${quantile(reads, 0.99)} ms; the mark is 50 ms`,
  )
  console.log(`  ${writes.length} writes, p50 ${quantile(writes, 0.5)} ms, p99 ${quantile(writes, 0.99)} ms`)
  console.log(`  ${errors.length} errors${errors[0] ? `, first: ${errors[0]}` : ''}; the mark is 0\n`)
}

async function requestsPerSecond(served: Served, id: string): Promise<void> {
  const path = `/api/videos/${id}`
  const bareServer = fileURLToPath(new URL('./bare-server.ts', import.meta.url))
  const { child, first } = await start([bareServer, 'json', await ask(served, path)])
  const bare: Served = { ...served, url: `http://127.0.0.1:${first.trim()}/` }
  const rounds: { same: number; others: number; bare: number }[] = []
  for (let round = 0; round <= 3; round++) {
    const same = await rate(served, () => path)
    const others = await rate(served, (turn) => `/api/videos/seed-${String(turn % takes).padStart(8, '0')}`)
    rounds.push({ same, others, bare: await rate(bare, () => '/') })
  }
  child.kill()
  const measured = rounds.slice(1)
  const line = (kind: 'same' | 'others') => {
    const ours = measured.map((round) => round[kind])
    const ratios = measured.map((round) => round[kind] / round.bare)
    return `${quantile(ours, 0.5, 0)} requests/s, ratio ${quantile(ratios, 0.5, 2)}`
  }
  console.log('GET of a video by id, 16 connections, against a bare Hono server with the same JSON')
  console.log(`  the same video: ${line('same')}; the mark is 0.5, above is faster`)
  console.log(`  each of ${takes} videos in turn: ${line('others')}\n`)
}

async function rate(served: Served, pathOf: (turn: number) => string): Promise<number> {
  const milliseconds = 4000
  const until = performance.now() + milliseconds
  let count = 0
  const loop = async () => {
    while (performance.now() < until) await ask(served, pathOf(count++))
  }
  await Promise.all(Array.from({ length: 16 }, loop))
  return (count * 1000) / milliseconds
}

async function largeUpload({ url, key, pid }: Served, folder: string): Promise<void> {
  const file = join(folder, 'large.mp4')
  copyFileSync(await clip('square.mp4'), file)
  const size = statSync(file).size
  // A box “free” that fills the rest: its size is a 64-bit number.
  const box = Buffer.from('0000000166726565'.padEnd(32, '0'), 'hex')
  box.writeBigUInt64BE(BigInt(uploadBytes - size), 8)
  appendFileSync(file, box)
  truncateSync(file, uploadBytes)
  const bareServer = fileURLToPath(new URL('./bare-server.ts', import.meta.url))
  const { child, first } = await start([bareServer, 'write', join(folder, 'written')])
  const idle = residentBytes(pid)
  let most = idle
  const timer = setInterval(() => {
    most = Math.max(most, residentBytes(pid))
  }, 50)
  const [theirTimes, ourTimes]: [number[], number[]] = [[], []]
  for (let round = 0; round < uploadRounds; round++) {
    // A content that is known is not stored again.
    writeAt(file, uploadBytes - 8, `round ${round}`)
    theirTimes.push(await curl(file, `http://127.0.0.1:${first.trim()}/`))
    rmSync(join(folder, 'written'), { force: true })
    // An upload must not wait for what the one before left to be written to the disk.
    execFileSync('sync')
    ourTimes.push(await curl(file, `${new URL(`/api/media?name=large-${round}.mp4`, url)}`, key))
    execFileSync('sync')
  }
  const [theirs, ours] = [median(theirTimes), median(ourTimes)]
  clearInterval(timer)
  child.kill()
  rmSync(file)
  console.log('upload of 2 GiB by curl, against a bare Node server that only writes')
  const inSeconds = (times: number[]) => times.map((time) => (time / 1000).toFixed(1)).join(', ')
  console.log(`  Rushes ${inSeconds(ourTimes)} s; bare ${inSeconds(theirTimes)} s; medians of ${uploadRounds} rounds`)
  console.log(`  ratio ${(theirs / ours).toFixed(2)}, above is faster; the mark is 0.80`)
  console.log(`  memory ${((most - idle) / 2 ** 20).toFixed(0)} MB above idle; the mark is 150 MB\n`)
}

function writeAt(path: string, position: number, text: string): void {
  const file = openSync(path, 'r+')
  writeSync(file, text, position)
  closeSync(file)
}

function curl(file: string, url: string, key = ''): Promise<number> {
  const begun = performance.now()
  const header = ['-H', `authorization: Bearer ${key}`, '-H', 'content-type: application/octet-stream', '-H', 'expect:']
  const child = spawn('curl', ['-sSf', '-o', '/dev/null', '-X', 'POST', '-T', file, ...header, url], {
    stdio: 'inherit',
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve(performance.now() - begun) : reject(new Error(`curl ended with code ${code}`)),
    )
  })
}

/** Returns the resident memory of a process in bytes; 0 where the system does not tell. */
function residentBytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

async function manyConnections(served: Served, id: string): Promise<void> {
  const sockets: Socket[] = []
  let closed = 0
  const open = () =>
    new Promise<void>((resolve) => {
      const socket = connect(served.port, '127.0.0.1', resolve)
      socket
        .on('error', () => undefined)
        .on('close', () => {
          closed++
          resolve()
        })
      sockets.push(socket)
    })
  for (let part = 0; part < 50; part++) await Promise.all(Array.from({ length: 200 }, open))
  const most = residentBytes(served.pid)
  console.log('10,000 parallel connections')
  console.log(`  ${10_000 - closed} open, the others closed at once; ${(most / 2 ** 20).toFixed(0)} MB in all`)
  for (const socket of sockets) socket.destroy()
  const status = await new Promise((resolve) => {
    const headers = { authorization: `Bearer ${served.key}` }
    const address = new URL(`/api/videos/${id}`, served.url)
    const retry = () => void get(address, { headers }, (answer) => resolve(answer.statusCode)).on('error', retry)
    retry()
  })
  console.log(`  afterwards, GET of a video is answered with ${status}\n`)
}
