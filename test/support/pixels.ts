import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { TestLibrary } from './library.ts'

const run = promisify(execFile)

/** The mean brightness, 0 to 255, of each field of a picture that is cut into `columns` by `rows`, row by row. */
export async function brightnessOf(
  { core }: Pick<TestLibrary, 'core'>,
  path: string,
  columns: number,
  rows: number,
): Promise<number[]> {
  const ffmpeg = (await core.tools.ffmpeg()).path
  // In two steps: over more than a hundred pixels at once, ffmpeg's mean is not that of all of them.
  const small = `scale=${columns * 8}:${rows * 8}:flags=area,scale=${columns}:${rows}:flags=area,format=gray`
  const { stdout } = await run(ffmpeg, ['-v', 'error', '-i', path, '-vf', small, '-f', 'rawvideo', '-'], {
    encoding: 'buffer',
  })
  return [...stdout]
}
