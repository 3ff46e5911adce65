import { stat } from 'node:fs/promises'

/** Whether there is a file at `path` now. A folder, a path that may not be looked at or an unmounted disk: no. */
export async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (it) => it.isFile(),
    () => false,
  )
}
