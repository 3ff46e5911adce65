import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import type { Image } from '../../shared/contract/media.ts'
import { type JustifiedRow, justifyRows, tileRatio } from '../../shared/justified-rows.ts'
import { ImagePicture } from '../components/image-picture.tsx'
import grid from '../library/grid.module.css'
import { tileGap } from '../library/grid-layout.ts'
import tile from '../library/tile.module.css'
import { useElementWidth } from '../library/use-element-width.ts'
import { useView } from '../state/view.ts'
import { imageAfterKey } from './image-moves.ts'
import { spokenImage } from './image-words.ts'

interface ImagesGridProps {
  images: readonly Image[]
  total: number
  selected: string | undefined
  onSelect: (id: string | undefined) => void
  onOpen: (image: Image) => void
  onNearEnd: () => void
}

/** Room around the rows, so that the outline of a selected tile is not cut off. */
const edge = 6

/** Images in justified rows, as takes are; only the rows in sight exist. */
export function ImagesGrid(props: ImagesGridProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const width = useElementWidth(scroller)
  return (
    <div ref={scroller} className={grid.scroller}>
      {width > 0 && <Rows {...props} scroller={scroller} width={width - edge * 2} />}
    </div>
  )
}

function Rows(props: ImagesGridProps & { scroller: RefObject<HTMLDivElement | null>; width: number }) {
  const { images, total, selected, onSelect, onOpen, onNearEnd, scroller, width } = props
  const targetHeight = useView((view) => view.tileHeight)
  const rows = useMemo(
    () => justifyRows(images.map(ratioOf), { width, gap: tileGap, targetHeight, ragged: true }),
    [images, width, targetHeight],
  )
  const virtualizer = useRows(rows, scroller)
  const shown = virtualizer.getVirtualItems()
  const isNearEnd = (shown.at(-1)?.index ?? 0) >= rows.length - 2
  useEffect(() => {
    if (isNearEnd) onNearEnd()
  }, [isNearEnd, onNearEnd])
  const at = images.findIndex(({ id }) => id === selected)

  const act = (key: string): boolean => {
    const image = images[at]
    if (key === 'Enter' && image) onOpen(image)
    else if (key === 'Escape' && selected) onSelect(undefined)
    else {
      const to = at < 0 && key.startsWith('Arrow') ? 0 : imageAfterKey(key, Math.max(0, at), rows, images.length)
      if (to === undefined) return false
      onSelect(images[to]?.id)
      virtualizer.scrollToIndex(rows.findIndex(({ tiles }) => tiles.some(({ index }) => index === to)))
    }
    return true
  }

  return (
    <div
      role="listbox"
      tabIndex={0}
      aria-label="Images"
      aria-activedescendant={at < 0 ? undefined : tileId(at)}
      className={grid.rows}
      style={{ height: virtualizer.getTotalSize() }}
      onKeyDown={(event) => {
        if (!event.altKey && !event.ctrlKey && !event.metaKey && act(event.key)) event.preventDefault()
      }}
      onClick={(event) => onSelect(images[indexOf(event.target)]?.id)}
      onDoubleClick={(event) => {
        const image = images[indexOf(event.target)]
        if (image) onOpen(image)
      }}
    >
      {shown.map(({ index, key, start }) => (
        <div key={key} role="presentation" className={grid.row} style={{ transform: `translateY(${start}px)` }}>
          {rows[index]?.tiles.map(({ index: place, x, width: tileWidth }) => {
            const image = images[place]
            if (!image) return null
            const style = { left: x, width: tileWidth, height: rows[index]?.height }
            const isSelected = image.id === selected
            return <Tile key={image.id} {...{ image, place, total, style, isSelected }} />
          })}
        </div>
      ))}
    </div>
  )
}

function useRows(rows: readonly JustifiedRow[], scroller: RefObject<HTMLDivElement | null>) {
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rows[index]?.height ?? 0,
    gap: tileGap,
    paddingStart: edge,
    paddingEnd: edge + tileGap,
    scrollPaddingStart: edge,
    scrollPaddingEnd: edge,
    overscan: 3,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows have other heights
  useEffect(() => virtualizer.measure(), [rows, virtualizer])
  return virtualizer
}

interface TileProps {
  image: Image
  place: number
  total: number
  style: { left: number; width: number; height: number | undefined }
  isSelected: boolean
}

function Tile({ image, place, total, style, isSelected }: TileProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox keeps the focus and names this option as the active one
    <div
      id={tileId(place)}
      role="option"
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={place + 1}
      aria-label={spokenImage(image)}
      data-place={place}
      data-focused={isSelected || undefined}
      className={tile.tile}
      style={style}
    >
      <span className={tile.picture}>
        <ImagePicture image={image} />
      </span>
      <div className={tile.caption}>
        <div className={tile.name}>{image.name}</div>
      </div>
      {image.missing_since && <div className={`${tile.badge} ${tile.missing}`}>missing</div>}
    </div>
  )
}

function tileId(place: number): string {
  return `image-${place}`
}

function indexOf(target: EventTarget): number {
  return Number((target as Element).closest<HTMLElement>('[data-place]')?.dataset.place ?? -1)
}

function ratioOf({ width, height }: Image): number {
  return tileRatio(width && height ? width / height : 1)
}
