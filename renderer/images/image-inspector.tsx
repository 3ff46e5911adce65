import { useQuery } from '@tanstack/react-query'
import type { ImageDetails } from '../../shared/contract/media.ts'
import { formatBytes, formatCount, formatWhen } from '../../shared/units.ts'
import { api } from '../client.ts'
import { errorWords } from '../components/error-words.ts'
import { FactList } from '../components/fact-list.tsx'
import { ImagePicture } from '../components/image-picture.tsx'
import { PosterLink } from '../components/poster-link.tsx'
import { Section } from '../components/section.tsx'
import { useOpenTake } from '../library/filter.ts'
import column from '../library/selection-inspector.module.css'
import { Inspector } from '../shell/inspector.tsx'
import { pictureWords } from './image-words.ts'
import styles from './images-page.module.css'

/** The right column of the images: about the selected one. */
export function ImageInspector({ id, onOpen }: { id: string | undefined; onOpen: (image: ImageDetails) => void }) {
  return (
    <Inspector>
      {id === undefined ? (
        <div className={column.column}>
          <p className={column.hint}>Select an image to see its facts here.</p>
        </div>
      ) : (
        <OneImage key={id} id={id} onOpen={onOpen} />
      )}
    </Inspector>
  )
}

function OneImage({ id, onOpen }: { id: string; onOpen: (image: ImageDetails) => void }) {
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
