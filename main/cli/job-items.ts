import type { Client } from '../../shared/contract/index.ts'
import type { JobItem } from '../../shared/contract/jobs.ts'
import { plainLine } from '../../shared/plain-text.ts'

/** Lists all items of a job, the outcome of each file, or those with one outcome. */
export async function allItems(client: Client, id: string, outcome?: JobItem['outcome']): Promise<JobItem[]> {
  const items: JobItem[] = []
  for (;;) {
    const page = await client.jobs.items({ id, outcome, offset: items.length, limit: 1000 })
    items.push(...page.items)
    if (items.length >= page.total || page.items.length === 0) return items
  }
}

/** Returns the lines for the failed files: the reason of each, then the end of the tool's output. */
export function failureLines(items: readonly JobItem[]): string[] {
  const failures = items.filter(({ outcome }) => outcome === 'failed')
  return failures.flatMap(({ error, path }) => [
    `  ${plainLine(error?.message ?? path)}`,
    ...(error?.detail ? error.detail.split('\n').map((line) => `    ${line}`) : []),
  ])
}
