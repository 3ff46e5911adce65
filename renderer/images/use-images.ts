import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { Image } from '../../shared/contract/images.ts'
import { reversed } from '../../shared/sort-order.ts'
import { api, client } from '../client.ts'
import { readAll } from '../components/table/read-all.ts'
import type { Choice } from '../components/table/use-row-selection.ts'
import { useRowView } from '../components/table/use-row-view.ts'
import { useView } from '../state/view.ts'
import { useImagesSearch } from './images-search.ts'
import { useFirstFound, useNamedImage } from './use-named-image.ts'

const keyOf = ({ id }: Image) => id
const idsPerCall = 10_000

/**
 * Returns the images of the library by rank (see ranks), the filter and the selection. A single selected image is kept
 * in the address; conversely, an image in the address is selected, wherever in the list of all images it is.
 */
export function useImages() {
  const { image: named, select: name, filter, sort, order, changeQuery, changeOrder } = useImagesSearch()
  const layout = useView((view) => view.imagesLayout)
  const isFiltered = Object.keys(filter).length > 0
  // The grid counts its ranks from the end of the list, so that an import leaves them unchanged.
  const asked = useMemo(
    () => ({ sort, order: layout === 'grid' ? reversed(order) : order, ...filter }),
    [sort, order, layout, filter],
  )
  const { rows, ids, words, clear, selectKey, table } = useRowView<Image, string>({
    query: (offset, limit) => api.images.list.queryOptions({ input: { offset, limit, ...asked } }),
    keyOf,
    readKeys: () => readAll((page) => client.images.ids({ ...page, ...asked }), idsPerCall),
    filter: asked,
  })
  const { total } = rows
  const say = useNamedImage({
    named,
    name,
    isInOrder: !isFiltered && sort === 'added' && order === 'desc',
    layout,
    total,
    selectKey,
  })

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

  const selectFirst = () => {
    if (ids.length === 0) select(layout === 'grid' ? (total ?? 1) - 1 : 0, 'only')
  }
  useFirstFound(filter.query ?? '', rows.isPrevious ? undefined : total, selectFirst)

  return {
    rows,
    ids,
    words,
    filter,
    changeQuery,
    isFiltered,
    layout,
    /** Identity of the list: each has a scroll position of its own. */
    list: JSON.stringify({ list: 'images', ...asked }),
    sorting: { sort, order, change: changeOrder },
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
