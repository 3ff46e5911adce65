import { open } from 'node:fs/promises'

/** Returns whether the file at `path` begins like a JPEG. @throws an Error with the system's `code` */
export async function isJpeg(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const start = Buffer.alloc(3)
    await file.read(start, 0, start.length, 0)
    return start.toString('hex') === 'ffd8ff'
  } finally {
    await file.close()
  }
}
