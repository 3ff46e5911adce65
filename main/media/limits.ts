import { availableParallelism, totalmem } from 'node:os'

/** Limits of a program; it is stopped at the first that it reaches. */
export interface ProgramLimits {
  /** Longest time from start to end. */
  timeSeconds?: number
  /** Longest time without output; for ffmpeg, without another frame, byte or second of output. */
  stillSeconds?: number
  /** Most bytes of standard output, where they are collected. */
  outputBytes: number
  /** Address space, which only Linux limits. */
  memoryBytes?: number
  /** Size of the file that ffmpeg writes. */
  fileBytes?: number
  /** The same, as a multiple of the size of the files that it reads, if that is more. */
  fileGrowth?: number
}

const mib = 1024 * 1024
const gib = 1024 * mib
/** Every thread may reserve an arena of 64 MiB, and a program has several threads per core. */
const reservedBytes = availableParallelism() * 512 * mib

/**
 * [Note: limits of programs] A program that a file keeps busy must not hold its slot for ever, and a take of hours must
 * not be stopped: so decoding is limited by progress, not by length. A preview gives up sooner, since nothing is lost
 * without it. Frames of 8K in a long queue need many gigabytes, so a decoder gets at least what the computer has.
 */
export const limits: Record<'version' | 'probe' | 'preview' | 'decode', ProgramLimits> = {
  /** Asking a program for its version. */
  version: { timeSeconds: 30, outputBytes: mib },
  probe: { stillSeconds: 30, outputBytes: 64 * mib, memoryBytes: 2 * gib + reservedBytes },
  preview: {
    stillSeconds: 60,
    outputBytes: 64 * mib,
    memoryBytes: 4 * gib + reservedBytes,
    fileBytes: 256 * mib,
  },
  /** Reading or writing a whole video: analyses, processing, proxies, similarity. */
  decode: {
    stillSeconds: 300,
    outputBytes: 64 * mib,
    memoryBytes: Math.max(8 * gib, totalmem()) + reservedBytes,
    fileBytes: 16 * gib,
    fileGrowth: 64,
  },
}
