import type { Client } from '../../shared/contract/index.ts'
import { RushesError } from '../../shared/errors.ts'

/** Returns the id of the collection that an argument names by its id or its name. @throws RushesError NOT_FOUND */
export async function collectionArgument(client: Client, asked: string): Promise<string> {
  const all = await client.collections.list()
  const found = all.find(({ id }) => id === asked) ?? all.find(({ name }) => name.toLowerCase() === asked.toLowerCase())
  if (!found) throw new RushesError('NOT_FOUND', `Collection not found: ${asked}. Run “rushes collections list”.`)
  return found.id
}
