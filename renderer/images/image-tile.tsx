import type { Image } from '../../shared/contract/media.ts'
import { ImagePicture } from '../components/image-picture.tsx'
import tile from '../library/tile.module.css'
import { spokenImage } from './image-words.ts'

interface ImageTileProps {
  rank: number
  /** Undefined while the image is not read; its place stands. */
  image: Image | undefined
  total: number
  style: { left: number; width: number; height: number }
  isSelected: boolean
  isFocused: boolean
}

/** The id of the element of a tile. */
export function imageTileId(rank: number): string {
  return `image-${rank}`
}

/** One image of the grid, which handles its events, by `data-rank`. */
export function ImageTile({ rank, image, total, style, isSelected, isFocused }: ImageTileProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox keeps the focus and names this option as the active one
    <div
      id={imageTileId(rank)}
      role="option"
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={total - rank}
      aria-label={image ? spokenImage(image) : 'Not read yet'}
      data-rank={rank}
      data-focused={isFocused || undefined}
      className={tile.tile}
      style={style}
    >
      {image && (
        <>
          <span className={tile.picture}>
            <ImagePicture image={image} />
          </span>
          <div className={tile.caption}>
            <div className={tile.name}>{image.name}</div>
          </div>
          {image.missing_since && <div className={`${tile.badge} ${tile.missing}`}>missing</div>}
        </>
      )}
    </div>
  )
}
