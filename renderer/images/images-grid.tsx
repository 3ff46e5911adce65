import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef } from 'react'
import type { Image } from '../../shared/contract/media.ts'
import grid from '../library/grid.module.css'
import { newestInRow, ranksInRows, rowAtOffset, rowOfRank, tilesOf } from '../library/grid-layout.ts'
import { gridMoves, type Moves, rankAfterKey } from '../library/grid-moves.ts'
import { useAnchoredScroll } from '../library/use-anchored-scroll.ts'
import { useElementWidth } from '../library/use-element-width.ts'
import { useGridLayout } from '../library/use-grid-layout.ts'
import { edge, useGridRows } from '../library/use-grid-rows.ts'
import { useReportRange } from '../library/use-report-range.ts'
import { wholeSections } from '../library/windows.ts'
import { chordOf } from '../player/chord.ts'
import { useView } from '../state/view.ts'
import { ImageTile, imageTileId } from './image-tile.tsx'
import { removeImages } from './remove-images.ts'
import type { Images } from './use-images.ts'

interface ImagesGridProps {
  images: Images
  onOpen: (image: Image) => void
}

const list = { list: 'images' }

/** Images in justified rows, as takes are; only the rows in sight exist, and what is in them is read when it comes in sight. */
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
  const { images, onOpen, scroller, width } = props
  const { rows, selection, onRange } = images
  const targetHeight = useView((view) => view.tileHeight)
  const layout = useGridLayout(rows, ratioOf, { width, targetHeight })
  const virtualizer = useGridRows(layout, scroller)
  const shown = virtualizer.getVirtualItems()
  const range = ranksInRows(layout, shown[0]?.index, shown.at(-1)?.index)
  useReportRange(range, virtualizer.isScrolling, (inSight) => {
    const { first, end } = wholeSections(inSight, rows.total ?? 0)
    onRange(first, end)
  })
  useAnchoredScroll({
    scroller,
    layout,
    rankAt: (scrollTop) => newestInRow(layout, rowAtOffset(layout, scrollTop - edge)),
    topOf: (rank) => (layout.tops[rowOfRank(layout, rank)] ?? 0) + edge,
    list,
  })
  const { focus } = selection
  // Once more when it is read, and has its own shape instead of a plain one.
  const isRead = focus !== null && rows.at(focus) !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever scrolls away from it may do so, whatever is laid out again
  useEffect(() => {
    if (focus !== null) virtualizer.scrollToIndex(rowOfRank(layout, focus), { align: 'auto' })
  }, [focus, isRead])
  const surface = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) surface.current?.focus({ preventScroll: true })
  }, [])
  const total = rows.total ?? 0
  const moves = gridMoves(layout, () => scroller.current)

  return (
    <div
      ref={surface}
      role="listbox"
      tabIndex={0}
      aria-label="Images"
      aria-multiselectable
      aria-activedescendant={focus === null ? undefined : imageTileId(focus)}
      className={grid.rows}
      style={{ height: virtualizer.getTotalSize() }}
      onKeyDown={(event) => {
        if (act(event, images, onOpen) || move(event, images, moves)) event.preventDefault()
      }}
      onClick={(event) => handleClick(event, images)}
      onDoubleClick={(event) => {
        const image = rows.at(rankOf(event) ?? -1)
        if (image && !event.shiftKey && !event.ctrlKey && !event.metaKey) onOpen(image)
      }}
    >
      {shown.map(({ index, key, start }) => (
        <div key={key} role="presentation" className={grid.row} style={{ transform: `translateY(${start}px)` }}>
          {tilesOf(layout, index).map(({ rank, x, width: tileWidth }) => {
            const image = rows.at(rank)
            const style = { left: x, width: tileWidth, height: layout.rows[index]?.height ?? 0 }
            const isSelected = image !== undefined && selection.keys.has(image.id)
            return <ImageTile key={rank} {...{ rank, image, total, style, isSelected }} isFocused={focus === rank} />
          })}
        </div>
      ))}
    </div>
  )
}

function ratioOf({ width, height }: Image): number {
  return width && height ? width / height : 1
}

function rankOf(event: MouseEvent): number | undefined {
  const element = (event.target as Element).closest<HTMLElement>('[data-rank]')
  return element ? Number(element.dataset.rank) : undefined
}

function handleClick(event: MouseEvent, { select, clear }: Images): void {
  const rank = rankOf(event)
  if (rank === undefined) clear()
  else select(rank, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')
}

/** Keys that do something with what is selected. Answers whether the key was one of them. */
function act(event: KeyboardEvent, images: Images, onOpen: (image: Image) => void): boolean {
  const { rows, ids, selection } = images
  const { focus } = selection
  const withCommand = event.ctrlKey || event.metaKey
  const image = focus === null ? undefined : rows.at(focus)
  if (event.key === 'Enter' && image) onOpen(image)
  else if (event.key === ' ' && focus !== null) images.select(focus, withCommand ? 'toggle' : 'only')
  else if (event.key === 'a' && withCommand) images.selectAll()
  else if (event.key === 'Escape' && ids.length > 0) images.clear()
  else if (chordOf(event) === 'Delete' && ids.length > 0) {
    images.clear()
    void removeImages(ids)
  } else return false
  return true
}

/** Keys that lead to another image. */
function move(event: KeyboardEvent, { rows, selection, select }: Images, moves: Moves): boolean {
  const total = rows.total ?? 0
  if (total === 0 || event.altKey || event.ctrlKey || event.metaKey) return false
  const from = selection.focus === null ? undefined : Math.min(selection.focus, total - 1)
  const aimed = rankAfterKey(event.key, from ?? moves.here(), total, moves)
  if (aimed === undefined) return false
  // The first arrow chooses what is in sight instead of what lies beside it.
  const to = from === undefined && event.key.startsWith('Arrow') ? moves.here() : aimed
  select(Math.min(total - 1, Math.max(0, to)), event.shiftKey ? 'extend' : 'only')
  return true
}
