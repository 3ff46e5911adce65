import type { Core } from '../core.ts'

/** A JSON answer with status 200. */
interface Answer {
  body: string
  etag: string
}

/** Answers to GETs that are sent again while they still hold. */
export interface KeptAnswers {
  /** Returns the answer for an address, if it was given within the last second and nothing was committed since. */
  find(url: string): Answer | undefined
  /** Returns a function that keeps an answer that is worked out from now on. */
  begin(url: string): (answer: Answer) => void
}

/** The time for which an answer may differ from the files, which other programs move and remove. */
const keptMs = 1000

const mostAnswers = 500
const longestBody = 64 * 1024

/**
 * Creates the kept answers of a library. Programs poll the same few addresses, each of which costs queries, stats and
 * checks of its schema. What the database has is always current: a commit of any process ends all answers.
 */
export function createKeptAnswers(
  { dataVersion }: Pick<Core, 'dataVersion'>,
  now = () => performance.now(),
): KeptAnswers {
  const answers = new Map<string, Answer & { untilMs: number }>()
  let version: unknown
  /** Drops all answers if something was committed. */
  const refresh = () => {
    const current = dataVersion()
    if (current !== version) answers.clear()
    version = current
    return version
  }
  return {
    find(url) {
      if (!answers.has(url)) return undefined
      refresh()
      const answer = answers.get(url)
      return answer && now() < answer.untilMs ? answer : undefined
    },
    begin(url) {
      const [begunAt, untilMs] = [refresh(), now() + keptMs]
      return (answer) => {
        if (answer.body.length > longestBody || refresh() !== begunAt) return
        // The oldest comes first.
        const [oldest] = answers.size < mostAnswers ? [] : answers.keys()
        if (oldest !== undefined) answers.delete(oldest)
        answers.set(url, { ...answer, untilMs })
      }
    },
  }
}
