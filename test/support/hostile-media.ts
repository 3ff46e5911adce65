import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { clip } from './clips.ts'
import { temporaryFolder } from './library.ts'

/** A server on loopback that answers nobody and counts who came. */
export interface Listener {
  port: number
  heard(): number
}

/** Listens until the test ends. */
export async function listenOnLoopback(): Promise<Listener> {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  return { port: typeof address === 'object' ? (address?.port ?? 0) : 0, heard: () => sockets.length }
}

/** A named pipe that nobody writes to: a program that opens it waits until it is killed. */
export function bait(): string {
  const path = join(temporaryFolder(), 'bait.mp4')
  execFileSync('mkfifo', [path])
  return path
}

/** The kind of a hostile file, and its bytes, which name an address or a local file. */
export type Hostile = readonly [kind: string, name: string, bytes: (named: string) => string | Promise<Buffer>]

const dash = (named: string) => `<?xml version="1.0" encoding="UTF-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT10S"
  profiles="urn:mpeg:dash:profile:isoff-live:2011"><Period><AdaptationSet mimeType="video/mp4">
  <Representation id="1" bandwidth="1000" codecs="avc1.42c00d"><BaseURL>${named}</BaseURL>
  <SegmentBase indexRange="0-100"><Initialization range="0-100"/></SegmentBase></Representation>
  </AdaptationSet></Period></MPD>`

export const hostileFiles: readonly Hostile[] = [
  ['a DASH manifest', 'holiday.mp4', dash],
  ['an HLS playlist', 'hls.mov', (named) => `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${named}\n#EXT-X-ENDLIST\n`],
  ['a list of files to join', 'list.mkv', (named) => `ffconcat version 1.0\nfile '${named}'\n`],
  ['a playlist', 'reference.wmv', (named) => `[Reference]\r\nRef1=${named}\r\n`],
  ['a playlist', 'show.asf', (named) => `<asx version="3.0"><entry><ref href="${named}"/></entry></asx>`],
  ['a SMIL presentation', 'smil.mp4', (named) => `<smil><body><video src="${named}"/></body></smil>`],
  ['an address of a stream', 'stream.mov', (named) => `RTSPtext\r${named.replace('http:', 'rtsp:')}`],
  [
    'a description of a stream',
    'stream.mp4',
    (named) =>
      `v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=${named}\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video 9 RTP/AVP 96\r\n`,
  ],
  ['a QuickTime movie whose picture or sound is in other files', 'reference.mov', withoutOwnData],
  [
    'a text file',
    'notes.mp4',
    (named) => `\x1b[31m${named} data:video/mp4;base64,AAAA subfile,,start,0,end,9,,:${named}`,
  ],
]

/** Writes a hostile file into `folder`, which names `named`. */
export async function putHostile([, name, bytes]: Hostile, folder: string, named: string): Promise<string> {
  const path = join(folder, name)
  writeFileSync(path, await bytes(named))
  return path
}

const containers = ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref']
const ownData = Buffer.from('0000000c75726c2000000001', 'hex')

/** A real video whose track says that its data is at `url`. */
async function withoutOwnData(url: string): Promise<Buffer> {
  const bytes = readFileSync(await clip('square.mp4'))
  const at = bytes.indexOf(ownData)
  const entry = Buffer.concat([Buffer.alloc(4), Buffer.from('url \0\0\0\0'), Buffer.from(`${url}\0`)])
  entry.writeUInt32BE(entry.length)
  for (const type of containers) {
    const header = bytes.lastIndexOf(type, at, 'latin1') - 4
    bytes.writeUInt32BE(bytes.readUInt32BE(header) + entry.length - ownData.length, header)
  }
  return Buffer.concat([bytes.subarray(0, at), entry, bytes.subarray(at + ownData.length)])
}
