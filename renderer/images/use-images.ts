import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Image } from '../../shared/contract/images.ts'
import { api, client } from '../client.ts'
import { readAll } from '../components/table/read-all.ts'
import type { Choice } from '../components/table/use-row-selection.ts'
import { useRowView } from '../components/table/use-row-view.ts'
import { useImagesSearch } from './images-search.ts'

const keyOf = ({ id }: Image) => id
const idsPerCall = 10_000

/**
 * Returns the images of the library by rank (see ranks), the filter and the selection. A single selected image is kept
 * in the address; conversely, an image in the address is selected, wherever in the list of all images it is.
 */
export function useImages() {
  const { image: named, select: name, filter, change } = useImagesSearch()
  const isFiltered = Object.keys(filter).length > 0
  const { rows, ids, words, clear, selectKey, table } = useRowView<Image, string>({
    query: (offset, limit) => api.images.list.queryOptions({ input: { order: 'asc', offset, limit, ...filter } }),
    keyOf,
    readKeys: () => readAll((page) => client.images.ids({ order: 'asc', ...page, ...filter }), idsPerCall),
    filter,
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
    // The rank is that among all images.
    if (named === undefined || named === followed.current || isFiltered) return
    let isWanted = true
    // Errors are ignored here: the inspector says if the image no longer exists.
    client.images.get({ id: named }).then(
      ({ rank }) => isWanted && follow(named, rank),
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [named, isFiltered])

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
    filter,
    change,
    isFiltered,
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
