import { type DragEvent, type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef } from 'react'
import type { Image } from '../../shared/contract/images.ts'
import { focusUnlessUsed } from '../components/focus-unless-used.ts'
import grid from '../components/grid/grid.module.css'
import { rowOfRank, windowsInRows } from '../components/grid/grid-layout.ts'
import { gridMoves, type Moves, rankAfterMove } from '../components/grid/grid-moves.ts'
import { windowSize } from '../components/grid/rank-windows.ts'
import { useGridLayout } from '../components/grid/use-grid-layout.ts'
import { edge, useGridRows } from '../components/grid/use-grid-rows.ts'
import { useReportWindows } from '../components/grid/use-report-windows.ts'
import { type KeyPress, runKeys } from '../components/keys.ts'
import { hasMod, listKeys } from '../components/list-keys.ts'
import { useOpenLineage } from '../components/takes/open-lineage.ts'
import { startImageDrag } from '../components/takes/take-drag.ts'
import { useElementSize } from '../components/use-element-size.ts'
import { useView } from '../state/view.ts'
import { runImageKeys } from './image-keys.ts'
import { ImageTile, imageTileId } from './image-tile.tsx'
import { texts } from './texts.ts'
import type { Images } from './use-images.ts'

interface ImagesGridProps {
  images: Images
  onOpen: (image: Image) => void
}

/** A virtual grid of images in justified rows, like that of takes. Images in sight are loaded. */
export function ImagesGrid(props: ImagesGridProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const { width, height } = useElementSize(scroller)
  return (
    <div ref={scroller} className={grid.scroller}>
      {width > 0 && <Rows {...props} scroller={scroller} width={width - edge * 2} height={height} />}
    </div>
  )
}

interface RowsProps extends ImagesGridProps {
  scroller: RefObject<HTMLDivElement | null>
  width: number
  height: number
}

function Rows({ images, onOpen, scroller, width, height }: RowsProps) {
  const { rows, list, selection, onRange } = images
  const targetHeight = useView((view) => view.tileHeight)
  const layout = useGridLayout(rows, ratioOf, { list, width, targetHeight })
  const view = { scroller, height, list }
  const { rows: shown, isScrolling, scrollToRow, totalHeight, offset } = useGridRows(layout, view)
  const inSight = windowsInRows(shown)
  useReportWindows(list, inSight, isScrolling, ([first = 0, ...others]) =>
    onRange(first * windowSize, ((others.at(-1) ?? first) + 1) * windowSize),
  )
  const { focus } = selection
  // Scrolls again once the image is loaded, because it then has its own aspect ratio instead of the default.
  const isRead = focus !== null && rows.at(focus) !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout must not scroll back to the focused image
  useEffect(() => {
    if (focus !== null) scrollToRow(rowOfRank(layout, focus))
  }, [focus, isRead])
  const surface = useRef<HTMLDivElement>(null)
  useEffect(() => focusUnlessUsed(surface.current), [])
  const total = rows.total ?? 0
  const openLineage = useOpenLineage()
  const moves = gridMoves(layout, height, offset)

  return (
    <div
      ref={surface}
      data-takes
      role="listbox"
      tabIndex={0}
      aria-label={texts.images}
      aria-multiselectable
      aria-activedescendant={focus === null || focus >= total ? undefined : imageTileId(focus)}
      className={grid.rows}
      style={{ height: totalHeight }}
      onKeyDown={(event) => handleKey(event, images, moves, onOpen) || runImageKeys(event, images, openLineage)}
      onClick={(event) => handleClick(event, images)}
      onDoubleClick={(event) => {
        const image = rows.at(rankOf(event) ?? -1)
        if (image && !event.shiftKey && !event.ctrlKey && !event.metaKey) onOpen(image)
      }}
    >
      {shown.map(({ key, top, height: rowHeight, tiles }) => (
        <div key={key} role="presentation" className={grid.row} style={{ transform: `translateY(${top}px)` }}>
          {tiles.map(({ rank, x, width: tileWidth }) => {
            const image = rows.at(rank)
            const style = { left: x, width: tileWidth, height: rowHeight }
            const isSelected = image !== undefined && selection.keys.has(image.id)
            const onDragStart = (event: DragEvent) => {
              const dragged = isSelected ? rows.loaded.filter(({ id }) => selection.keys.has(id)) : [image]
              const hashes = dragged.flatMap((it) => it?.file_hash ?? [])
              startImageDrag(event, hashes)
            }
            return (
              <ImageTile
                key={rank}
                {...{ rank, image, total, style, isSelected, onDragStart }}
                isFocused={focus === rank}
              />
            )
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

function handleKey(event: KeyboardEvent, images: Images, moves: Moves, onOpen: (image: Image) => void): boolean {
  const { rows, ids, selection, select, selectAll, clear } = images
  const { focus } = selection
  const total = rows.total ?? 0
  const list = {
    focus,
    hasSelection: ids.length > 0,
    target: (press: KeyPress) =>
      total === 0 || hasMod(press) ? undefined : rankAfterMove(press.key, focus, total, moves),
    select,
    selectAll,
    clear,
    open: (rank: number) => {
      const image = rows.at(rank)
      return image !== undefined && onOpen(image)
    },
  }
  return runKeys(event, listKeys, list)
}
