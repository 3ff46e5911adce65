import { useQuery } from '@tanstack/react-query'
import { Copy, Maximize2, Trash2 } from 'lucide-react'
import type { Image, ImageDetails } from '../../shared/contract/media.ts'
import { formatBytes, formatCount, formatWhen } from '../../shared/units.ts'
import { api } from '../client.ts'
import { errorWords } from '../components/error-words.ts'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { ImagePicture } from '../components/image-picture.tsx'
import { PosterLink } from '../components/poster-link.tsx'
import { Section } from '../components/section.tsx'
import { useOpenTake } from '../library/filter.ts'
import column from '../library/selection-inspector.module.css'
import { Inspector } from '../shell/inspector.tsx'
import { pictureWords } from './image-words.ts'
import styles from './images-page.module.css'
import { removeImages } from './remove-images.ts'

interface ImageInspectorProps {
  ids: readonly string[]
  /** The one image to tell of. */
  only: string | undefined
  /** Those that are read. */
  rows: readonly Image[]
  onOpen: (image: ImageDetails) => void
  onGone: () => void
}

/** The right column of the images: about the selected ones. */
export function ImageInspector({ ids, only, rows, ...moves }: ImageInspectorProps) {
  return (
    <Inspector>
      {ids.length > 1 ? (
        <ManyImages ids={ids} rows={rows} onGone={moves.onGone} />
      ) : only === undefined ? (
        <div className={column.column}>
          <p className={column.hint}>Select an image to see its facts here.</p>
        </div>
      ) : (
        <OneImage key={only} id={only} {...moves} />
      )}
    </Inspector>
  )
}

function ManyImages({ ids, rows, onGone }: Pick<ImageInspectorProps, 'ids' | 'rows' | 'onGone'>) {
  const chosen = new Set(ids)
  const shown = rows.filter(({ id }) => chosen.has(id))
  return (
    <div className={column.column}>
      <div className={column.stack} aria-hidden>
        {shown.slice(-3).map((image) => (
          <span key={image.id}>
            <ImagePicture image={image} />
          </span>
        ))}
      </div>
      <h2 className={column.title}>{formatCount(ids.length, 'image')}</h2>
      <div className={column.actions}>
        <RemoveButton ids={ids} onGone={onGone} />
      </div>
      {shown.length === ids.length && (
        <FactList facts={[['Size', formatBytes(shown.reduce((sum, image) => sum + image.size_bytes, 0))]]} />
      )}
    </div>
  )
}

function RemoveButton({ ids, onGone }: { ids: readonly string[]; onGone: () => void }) {
  const remove = () => {
    onGone()
    void removeImages(ids)
  }
  return <IconButton icon={Trash2} label="Remove from library" shortcut="Del" onClick={remove} />
}

function OneImage({ id, onOpen, onGone }: Pick<ImageInspectorProps, 'onOpen' | 'onGone'> & { id: string }) {
  const { data: image, error } = useQuery(api.media.get.queryOptions({ input: { id } }))
  const openTake = useOpenTake()
  if (error) return <p className={column.hint}>{errorWords(error)}</p>
  if (!image) return <div className={column.preview} />
  const ratio = image.width && image.height ? image.width / image.height : 1
  return (
    <div className={column.column}>
      <button
        type="button"
        className={column.preview}
        style={{ aspectRatio: Math.max(ratio, 1) }}
        aria-label={`Show ${image.name} large`}
        onClick={() => onOpen(image)}
      >
        <span className={column.frame} style={{ aspectRatio: ratio }}>
          <ImagePicture image={image} />
        </span>
      </button>
      <h2 className={column.title}>{image.name}</h2>
      <div className={column.actions}>
        <IconButton icon={Maximize2} label="Show large" shortcut="Enter" onClick={() => onOpen(image)} />
        <IconButton icon={Copy} label="Copy path" onClick={() => void navigator.clipboard.writeText(image.path)} />
        <RemoveButton ids={[id]} onGone={onGone} />
      </div>
      {image.missing_since && (
        <p className={column.missing}>
          The file is not at its place. Connect the disk that holds it, or import it from where it is now.
        </p>
      )}
      <FactList
        facts={[
          ['Picture', pictureWords(image)],
          ['Size', formatBytes(image.size_bytes)],
          ['Added', formatWhen(image.created_at)],
          ['Content', `sha256 ${image.file_hash.slice(0, 4)}…${image.file_hash.slice(-4)}`],
          ['Where', formatCount(image.locations.length, 'place')],
          ['Path', image.path],
        ]}
      />
      {image.made_into.length > 0 && (
        <Section title="Made from it">
          <div className={styles.takes}>
            {image.made_into.map((video) => (
              <PosterLink key={video.id} video={video} label={`Open ${video.name}`} onOpen={() => openTake(video.id)} />
            ))}
          </div>
        </Section>
      )}
    </div>
  )
}
