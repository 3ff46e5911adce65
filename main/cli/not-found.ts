import type { Client } from '../../shared/contract/index.ts'
import { errorKinds, RushesError } from '../../shared/errors.ts'
import { say } from './output.ts'

interface Asked {
  /** As the sentence begins: “Video”. */
  noun: string
  ids: readonly (string | number)[]
  found: readonly (string | number)[]
  /** The advice, a sentence: Run “rushes list” for the ids. */
  advice: string
}

/**
 * Names the ids that a command did not find, sets the exit code, and returns them; the others were changed.
 * @throws RushesError NOT_FOUND if it found none.
 */
export function reportNotFound({ noun, ids, found, advice }: Asked, setExitCode: (code: number) => void): string[] {
  const lost = [...new Set(ids)].filter((id) => !found.includes(id)).map(String)
  if (lost.length === 0) return lost
  const message = `${noun} not found: ${lost.join(', ')}. ${advice}`
  if (found.length === 0) throw new RushesError('NOT_FOUND', message)
  say(message)
  setExitCode(errorKinds.NOT_FOUND.exitCode)
  return lost
}

/** Does the same for videos of which at most the number found is known. */
export async function reportVideosNotFound(
  client: Client,
  ids: readonly string[],
  foundCount: number | undefined,
  setExitCode: (code: number) => void,
): Promise<string[]> {
  const found: string[] = []
  if (foundCount === new Set(ids).size) return []
  for (const id of new Set(ids)) {
    const video = await client.videos.get({ id }).catch(() => undefined)
    if (video) found.push(id)
  }
  return reportNotFound({ noun: 'Video', ids, found, advice: 'Run “rushes list” for the ids.' }, setExitCode)
}
