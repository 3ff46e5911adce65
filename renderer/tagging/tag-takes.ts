import { tagKey } from '../../shared/tags.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { inChunks } from '../components/in-chunks.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/undoable.ts'
import { showAsItIs, showChanged } from './show-changed.ts'

/** Every row is put into the index of the search anew; in smaller parts nobody else has to wait for it. */
const idsPerCall = 1000

type Undo = Awaited<ReturnType<typeof client.tags.change>>['undo']

const without = (tags: string[], tag: string) => tags.filter((other) => tagKey(other) !== tagKey(tag))

/** As the library answers with them. */
function inOrder(tags: string[]): string[] {
  return tags.toSorted((one, other) => (tagKey(one) < tagKey(other) ? -1 : 1))
}

/** Puts tags on takes. */
export async function addTagsTo(ids: readonly string[], add: string[]): Promise<void> {
  await showChanged(ids, ({ tags }) => ({ tags: inOrder([...add.reduce(without, tags), ...add]) }))
  const words = add.map((tag) => `“${tag}”`).join(', ')
  await changeTags(ids, { add }, (takes) => `Tagged ${takes} ${words}`)
}

/** Takes a tag off takes. */
export async function removeTagFrom(ids: readonly string[], tag: string): Promise<void> {
  await showChanged(ids, ({ tags }) => ({ tags: without(tags, tag) }))
  await changeTags(ids, { remove: [tag] }, (takes) => `Took “${tag}” off ${takes}`)
}

/** Says what was done, with a way back that Ctrl Z shares. */
async function changeTags(
  ids: readonly string[],
  change: { add: string[] } | { remove: string[] },
  words: (takes: string) => string,
): Promise<void> {
  const undos: Undo[] = []
  let count = 0
  try {
    for (const some of inChunks(ids, idsPerCall)) {
      const { changed, undo } = await client.tags.change({ changes: [{ ids: some, ...change }] })
      count += changed
      if (changed > 0) undos.push(undo)
    }
  } catch (error) {
    showError(error)
  }
  if (count === 0) showAsItIs()
  else offerUndo(words(formatCount(count, 'take')), () => takeBack(undos), 'tags')
}

async function takeBack(undos: readonly Undo[]): Promise<void> {
  for (const undo of undos) await client.tags.change(undo)
}
