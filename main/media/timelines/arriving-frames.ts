import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { hashPicture, pictureSide } from '../../../shared/duplicates/perceptual-hash.ts'
import { systemCode } from '../../../shared/errors.ts'
import { frameFileName } from '../../../shared/timelines/frame-file-name.ts'
import { toMicroseconds } from '../analysers/analyser.ts'

/** A frame of a video, as a JPEG in a folder. */
export interface ExtractedFrame {
  path: string
  /** Counted from 0. */
  frame_number: number
  /** Seconds on the player's clock. */
  timestamp: number
  perceptual_hash: string
}

/** The files that ffmpeg writes side by side, one entry for each frame. */
interface Outputs {
  /** The folder of the pictures `00000001.jpg`…, each of which is there only as a whole. */
  folder: string
  /** The times of all frames of the video, in the `framecrc` format. */
  all: string
  /** Small grey pictures of the selected frames, one after the other. */
  grey: string
}

/** Puts together what ffmpeg writes about each selected frame, while it runs: [Note: which frame it is]. */
export class ArrivingFrames {
  readonly #outputs: Outputs
  /** Times of the selected frames, in seconds. */
  readonly #times: number[] = []
  readonly #allTimes: number[] = []
  readonly #numbers: number[] = []
  readonly #hashes: string[] = []
  #nextNumber = 0
  #allPosition = 0
  #greyPosition = 0
  #taken = 0

  constructor(outputs: Outputs) {
    this.#outputs = outputs
  }

  /** The number of selected frames that ffmpeg has announced. */
  get announced(): number {
    return this.#times.length
  }

  /** True while something of an announced frame is missing. */
  get isIncomplete(): boolean {
    return this.#taken < this.#times.length
  }

  /** Takes a line about a selected frame. */
  announce(line: string): void {
    const seconds = secondsOf(line)
    if (seconds !== undefined) this.#times.push(seconds)
  }

  /** Returns the next frames of which everything has arrived, in order. */
  async take(): Promise<ExtractedFrame[]> {
    await this.#readTimes()
    await this.#readHashes()
    let end = Math.min(this.#times.length, this.#numbers.length, this.#hashes.length)
    while (end > this.#taken && !(await exists(this.#pathOf(end - 1)))) end--
    const frames: ExtractedFrame[] = []
    for (; this.#taken < end; this.#taken++)
      frames.push({
        path: this.#pathOf(this.#taken),
        frame_number: this.#numbers[this.#taken] ?? 0,
        timestamp: toMicroseconds(this.#times[this.#taken] ?? 0),
        perceptual_hash: this.#hashes[this.#taken] ?? '',
      })
    return frames
  }

  #pathOf(index: number): string {
    return join(this.#outputs.folder, frameFileName(index + 1))
  }

  /** Finds the numbers of the selected frames by their times. */
  async #readTimes(): Promise<void> {
    const bytes = await readFrom(this.#outputs.all, this.#allPosition)
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1)
    this.#allPosition += whole.length
    for (const line of whole.toString().split('\n')) {
      const seconds = secondsOf(line)
      if (seconds !== undefined) this.#allTimes.push(seconds)
    }
    while (this.#numbers.length < this.#times.length && this.#nextNumber < this.#allTimes.length) {
      if (this.#allTimes[this.#nextNumber] === this.#times[this.#numbers.length]) this.#numbers.push(this.#nextNumber)
      this.#nextNumber++
    }
  }

  async #readHashes(): Promise<void> {
    const bytes = await readFrom(this.#outputs.grey, this.#greyPosition)
    const size = pictureSide * pictureSide
    for (let start = 0; start + size <= bytes.length; start += size) {
      this.#hashes.push(hashPicture(bytes.subarray(start, start + size)))
      this.#greyPosition += size
    }
  }
}

/** Returns the time in a line of the `framecrc` format: stream, decoding and presentation time, and more. */
function secondsOf(line: string): number | undefined {
  const microseconds = /^0, *-?\d+, *(-?\d+),/.exec(line)?.[1]
  return microseconds === undefined ? undefined : Number(microseconds) / 1_000_000
}

/** Reads a file from a position to its present end; nothing if it is not there yet. */
async function readFrom(path: string, position: number): Promise<Buffer> {
  const file = await open(path).catch(unlessThere)
  if (!file) return Buffer.alloc(0)
  try {
    const bytes = Buffer.alloc(Math.max(0, (await file.stat()).size - position))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, position)
    return bytes.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function exists(path: string): Promise<boolean> {
  const file = await open(path).catch(unlessThere)
  await file?.close()
  return file !== undefined
}

function unlessThere(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error
}
