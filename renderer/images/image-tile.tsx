import type { DragEvent } from 'react'
import type { Image } from '../../shared/contract/images.ts'
import { AiBadge } from '../components/grid/ai-badge.tsx'
import tile from '../components/grid/tile.module.css'
import { ColourDot } from '../components/labels/colour-control.tsx'
import { MediaStatusBadge } from '../components/media/media-status-label.tsx'
import { ImagePicture } from '../components/pictures/image-picture.tsx'
import { ShortStars, Stars } from '../components/tags/stars.tsx'
import { spokenImage } from './image-labels.ts'
import { texts } from './texts.ts'

interface ImageTileProps {
  rank: number
  /** Undefined until the image is loaded; the tile is then empty. */
  image: Image | undefined
  total: number
  style: { left: number; width: number; height: number }
  isSelected: boolean
  isFocused: boolean
  onDragStart: (event: DragEvent) => void
}

/** Returns the id of the element of a tile. */
export function imageTileId(rank: number): string {
  return `image-${rank}`
}

/** A tile of the grid. The grid handles its events and finds it by `data-rank`. */
export function ImageTile({ rank, image, total, style, isSelected, isFocused, onDragStart }: ImageTileProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox keeps the focus and names this option as the active one
    <div
      id={imageTileId(rank)}
      role="option"
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={total - rank}
      aria-label={image ? spokenImage(image) : texts.loading}
      data-rank={rank}
      data-focused={isFocused || undefined}
      className={tile.tile}
      style={style}
      draggable={image !== undefined}
      onDragStart={onDragStart}
    >
      {image && (
        <>
          <span className={tile.picture}>
            <ImagePicture image={image} />
          </span>
          <div className={tile.caption}>
            <div className={tile.name}>{image.name}</div>{' '}
            {image.tags.length > 0 && <div className={tile.facts}>{image.tags.join(' · ')}</div>}
          </div>{' '}
          <div className={tile.badges}>
            {image.colour && (
              <div className={tile.badge}>
                <ColourDot colour={image.colour} />
              </div>
            )}
            <AiBadge evidence={image.ai_evidence} />{' '}
            {image.rating !== null && (
              <div className={tile.badge}>
                {style.width < 120 ? <ShortStars rating={image.rating} /> : <Stars rating={image.rating} />}
              </div>
            )}
            <MediaStatusBadge status={image.media_status} />{' '}
            {image.missing_since && <div className={`${tile.badge} ${tile.missing}`}>{texts.missing}</div>}
          </div>
        </>
      )}
    </div>
  )
}
