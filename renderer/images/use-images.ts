import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Image } from '../../shared/contract/images.ts'
import { api, client } from '../client.ts'
import { readAll } from '../components/table/read-all.ts'
import type { Choice } from '../components/table/use-row-selection.ts'
import { useRowView } from '../components/table/use-row-view.ts'
import { useSelectedImage } from './images-search.ts'

const keyOf = ({ id }: Image) => id
const idsPerCall = 10_000
const all = {}

/**
 * Returns the images of the library by rank (see ranks), and the selection. A single selected image is kept in the
 * address; conversely, an image in the address is selected, wherever in the list it is.
 */
export function useImages() {
  const [named, name] = useSelectedImage()
  const { rows, ids, words, clear, selectKey, table } = useRowView<Image, string>({
    query: (offset, limit) => api.images.list.queryOptions({ input: { order: 'asc', offset, limit } }),
    keyOf,
    readKeys: () => readAll((page) => client.images.ids({ order: 'asc', ...page }), idsPerCall),
    filter: all,
  })
  // The id in the address that is already selected. An id that this page put there itself needs no request for its
  // rank.
  const followed = useRef<string>(undefined)
  const say = (id: string | undefined) => {
    followed.current = id
    name(id)
  }
  const follow = useEffectEvent((id: string, rank: number) => {
    followed.current = id
    selectKey(id, rank)
  })
  useEffect(() => {
    if (named === undefined || named === followed.current) return
    let isWanted = true
    // Errors are ignored here: the inspector says if the image no longer exists.
    client.images.get({ id: named }).then(
      ({ rank }) => isWanted && follow(named, rank),
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [named])

  // A key can move to an image that is not loaded yet; it is selected once it is loaded.
  const [awaited, setAwaited] = useState<number>()
  const arrived = awaited === undefined ? undefined : rows.at(awaited)
  const select = (rank: number, how: Choice) => {
    const image = rows.at(rank)
    setAwaited(how === 'only' && !image ? rank : undefined)
    table.select(rank, how)
    say(how === 'only' ? image?.id : undefined)
  }
  const selectAwaited = useEffectEvent((rank: number) => select(rank, 'only'))
  useEffect(() => {
    if (arrived && awaited !== undefined) selectAwaited(awaited)
  }, [arrived, awaited])

  return {
    rows,
    ids,
    words,
    selection: table.selection,
    /** Id of the image to describe; the one in the address may still be loading, or no longer exist. */
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
