import { open } from 'node:fs/promises'

/** Hashing it takes minutes, far longer than a test waits, and it takes almost nothing of the disk: a hole. */
const holeBytes = 256 * 2 ** 30

/** Makes a file whose import is still under way whenever a test looks, however fast or slow the machine. */
export async function endlessFile(path: string): Promise<string> {
  const file = await open(path, 'w')
  await file.truncate(holeBytes)
  await file.close()
  return path
}
