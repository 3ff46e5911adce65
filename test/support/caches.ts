import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Client } from '../../shared/contract/index.ts'
import { ended } from './library.ts'

/** A hash of 64 times the same hex digit. */
export const hashOf = (digit: string) => `sha256:${digit.repeat(64)}`

/** The hash of a file as it is now, by another program's way than ours: read at once. */
export function hashOfFile(path: string): string {
  return `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}`
}

/** The states of all cached analyses, by path. */
export async function statesOf(client: Client): Promise<Record<string, string>> {
  const { items } = await client.analyses.list({ limit: 1000 })
  return Object.fromEntries(items.map(({ file_path, state }) => [file_path, state]))
}

/** Verifies all cached analyses and waits for the end. */
export async function verifyAll(client: Client) {
  return await ended(client, await client.analyses.verify({ ids: await client.analyses.ids({}) }))
}
