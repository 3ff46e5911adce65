import { Link } from '@tanstack/react-router'
import type { WorkflowImage } from '../../shared/contract/workflows.ts'
import { formatCount } from '../../shared/units.ts'
import { Hint } from '../components/panel.tsx'
import { ImagePicture } from '../components/pictures/image-picture.tsx'
import { PosterGrid } from '../components/pictures/poster-grid.tsx'
import { Section } from '../components/section.tsx'
import styles from './node-images.module.css'

/** Number of images shown. */
const most = 24

/** The input images of a node according to its takes, each a link. */
export function NodeImages({ images }: { images: readonly WorkflowImage[] }) {
  const unique = [...new Map(images.map((image) => [image.image_id, image])).values()]
  if (unique.length === 0) return null
  return (
    <Section title="Images">
      <PosterGrid>
        {unique.slice(0, most).map((image) => (
          <Link
            key={image.image_id}
            to="/images"
            search={{ image: image.image_id }}
            className={styles.image}
            aria-label={`Image ${image.name}`}
            title={image.name}
          >
            <ImagePicture image={{ ...image, id: image.image_id }} />
          </Link>
        ))}
      </PosterGrid>
      {unique.length > most && <Hint>and {formatCount(unique.length - most)} more</Hint>}
    </Section>
  )
}

/** The image of a node in the graph. */
export function NodeImage({ image }: { image: WorkflowImage }) {
  return (
    <Link
      to="/images"
      search={{ image: image.image_id }}
      // Arrow keys move between nodes; the image is reachable by keyboard from the inspector.
      tabIndex={-1}
      draggable={false}
      // A click must not also select the node, which would change the address.
      onClick={(event) => event.stopPropagation()}
      className={`${styles.face} nopan`}
      aria-label={`Image ${image.name}`}
    >
      <ImagePicture image={{ ...image, id: image.image_id }} />
    </Link>
  )
}
