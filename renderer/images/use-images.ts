import { useEffect, useRef, useState } from 'react'
import type { Image } from '../../shared/contract/media.ts'
import { api, client } from '../client.ts'
import type { Choice } from '../rows/use-row-selection.ts'
import { useRowView } from '../rows/use-row-view.ts'
import { useSelectedImage } from './images-search.ts'

const keyOf = ({ id }: Image) => id
const idsPerCall = 10_000
const all = {}

/** The ids of all images, in the order of their ranks. */
async function readIds(): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const more = await client.media.ids({ order: 'asc', offset: ids.length, limit: idsPerCall })
    ids.push(...more)
    if (more.length < idsPerCall) return ids
  }
}

/**
 * The images of the library by their ranks, which count from the oldest as those of takes do (see ranks), and which are selected. One
 * that is selected alone stands in the address; one that the address names is selected, wherever in the list it is.
 */
export function useImages() {
  const [named, name] = useSelectedImage()
  const { rows, ids, words, clear, selectKey, table } = useRowView<Image, string>({
    query: (offset, limit) => api.media.list.queryOptions({ input: { order: 'asc', offset, limit } }),
    keyOf,
    readKeys: readIds,
    filter: all,
  })
  const follow = useRef({ named: undefined as string | undefined, selectKey })
  follow.current.selectKey = selectKey
  const say = (id: string | undefined) => {
    follow.current.named = id
    name(id)
  }
  useEffect(() => {
    if (named === undefined || named === follow.current.named) return
    let isWanted = true
    // What is gone is told of by the inspector.
    client.media.get({ id: named }).then(
      ({ rank }) => {
        if (!isWanted) return
        follow.current.named = named
        follow.current.selectKey(named, rank)
      },
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [named])

  // A key may lead to an image that is not read yet: it is selected as soon as it is.
  const [awaited, setAwaited] = useState<number>()
  const arrived = awaited === undefined ? undefined : rows.at(awaited)
  const select = (rank: number, how: Choice) => {
    const image = rows.at(rank)
    setAwaited(how === 'only' && !image ? rank : undefined)
    table.select(rank, how)
    say(how === 'only' ? image?.id : undefined)
  }
  const choose = useRef(select)
  choose.current = select
  useEffect(() => {
    if (arrived && awaited !== undefined) choose.current(awaited, 'only')
  }, [arrived, awaited])

  return {
    rows,
    ids,
    words,
    selection: table.selection,
    /** The one image to tell of; the address may name one that is on its way, or gone. */
    only: ids.length === 0 ? named : ids.length === 1 ? ids[0] : undefined,
    onRange: table.onRange,
    select,
    selectAll: () => {
      table.selectAll()
      say(undefined)
    },
    clear: () => {
      setAwaited(undefined)
      clear()
      say(undefined)
    },
  }
}
export type Images = ReturnType<typeof useImages>
