import { fileURLToPath } from 'node:url'
import pLimit from 'p-limit'
import { RushesError } from '../../../shared/errors.ts'
import type { limits } from '../limits.ts'
import { requireMedia } from '../require-media.ts'
import type { Tool } from '../tools.ts'
import { type Program, startLimited } from './program.ts'
import { decoderRelease } from './release.ts'
import type { DecoderRequest, RequestKind, Requests, Results } from './request.ts'
import { type StartDecoder, startDecoder } from './start-decoder.ts'

/**
 * [Note: one file at a time] The decoder is a program with FFmpeg inside, which answers requests until it is idle. As
 * many run as files are decoded at once. A file that crashes one, keeps it busy or exhausts its memory ends that
 * program, which has no other file, and the next file gets another one.
 */
export interface Decoder {
  /**
   * Decodes a file; `signal` ends the program that does.
   * @throws RushesError TOOL_FAILED, which names the file, if it cannot be decoded, also, with `data.limit`, if the
   * program crashed or was stopped at a limit; TOOL_MISSING if the decoder does not start; FILE_MISSING, CANCELLED.
   */
  decode<Kind extends RequestKind>(
    kind: Kind,
    request: Requests[Kind],
    options?: { signal?: AbortSignal | undefined },
  ): Promise<Results[Kind]>
  /** Starts the decoder to ask for its version. @throws RushesError TOOL_MISSING */
  identify(): Promise<Tool>
  /** Ends all programs; what they do is cancelled. */
  close(): Promise<void>
}

const limitsOf: Record<RequestKind, 'preview' | 'decode'> = {
  version: 'decode',
  probe: 'preview',
  poster: 'preview',
  describe: 'preview',
  image: 'preview',
  storyboard: 'preview',
  waveform: 'preview',
  grey: 'decode',
  alpha: 'preview',
  lossless: 'decode',
}

/** See [Note: one flat folder]. */
const bundled = import.meta.url.endsWith('.ts') ? '../../decoder/decoder-program.ts' : './decoder-program.js'
const decoderProgram = fileURLToPath(new URL(bundled, import.meta.url))

/**
 * Programs with the same limits: two for facts and previews, two for files in decode slots. Starting one takes as long
 * as reading the facts of fifty videos.
 */
const mostPrograms = 2
/** Starting one takes a tenth of a second; an idle one holds 100 MB. */
const idleMs = 10_000

/** Creates the decoder of one library. */
export function createDecoder(start: StartDecoder = startDecoder): Decoder {
  const slots = { preview: pLimit(mostPrograms), decode: pLimit(mostPrograms) }
  // Files of an import wait before they queue for a slot, where a preview that a person waits for would come last.
  const describing = pLimit(mostPrograms)
  const running = new Set<Program>()
  const idle = new Map<Program, NodeJS.Timeout>()
  const closing = new AbortController()

  function take(limited: keyof typeof limits): Program {
    const found = [...idle.keys()].find((one) => one.limited === limited && one.isRunning())
    const taken = found ?? startLimited(start, decoderProgram, limited)
    clearTimeout(idle.get(taken))
    idle.delete(taken)
    running.add(taken)
    return taken
  }

  function giveBack(taken: Program): void {
    const end = () => {
      idle.delete(taken)
      running.delete(taken)
      taken.kill()
    }
    if (taken.isRunning() && !closing.signal.aborted) idle.set(taken, setTimeout(end, idleMs).unref())
    else end()
  }

  async function run(request: DecoderRequest, path: string, stopping: AbortSignal): Promise<unknown> {
    const cancelled = () => new RushesError('CANCELLED', `${path} is no longer decoded.`)
    if (stopping.aborted) throw cancelled()
    const taken = take(limitsOf[request.kind])
    stopping.addEventListener('abort', taken.kill, { once: true })
    try {
      await taken.ready
      return await taken.ask(request, path)
    } catch (error) {
      throw stopping.aborted ? cancelled() : error
    } finally {
      stopping.removeEventListener('abort', taken.kill)
      giveBack(taken)
    }
  }

  const decoder: Decoder = {
    async decode(kind, request, { signal } = {}) {
      const path = 'input' in request ? request.input.path : undefined
      if (path !== undefined) await requireMedia(path, 'TOOL_FAILED')
      const stopping = signal ? AbortSignal.any([closing.signal, signal]) : closing.signal
      const inSlot = () =>
        slots[limitsOf[kind]](() => run({ kind, request } as DecoderRequest, path ?? 'a file', stopping))
      const result = await (kind === 'describe' ? describing(inSlot) : inSlot())
      return result as Results[typeof kind]
    },
    async identify() {
      const version = await decoder.decode('version', {})
      return { path: decoderProgram, version, source: 'comes with Rushes', date: decoderRelease.date }
    },
    async close() {
      closing.abort()
      const all = [...running]
      for (const one of all) one.kill()
      await Promise.all(all.map(({ ended }) => ended))
    },
  }
  return decoder
}
