import type { Client } from '../../shared/contract/index.ts'
import type { JobItem } from '../../shared/contract/jobs.ts'

/** What became of each file of a job, all of them. */
export async function allItems(client: Client, id: string): Promise<JobItem[]> {
  const items: JobItem[] = []
  for (;;) {
    const page = await client.jobs.items({ id, offset: items.length, limit: 1000 })
    items.push(...page.items)
    if (items.length >= page.total || page.items.length === 0) return items
  }
}

/** A line for each file that failed: why, and the last that a program said of it. */
export function failureLines(items: readonly JobItem[]): string[] {
  const failures = items.filter(({ outcome }) => outcome === 'failed')
  return failures.flatMap(({ error, path }) => [
    `  ${error?.message ?? path}`,
    ...(error?.detail ? error.detail.split('\n').map((line) => `    ${line}`) : []),
  ])
}
