import { Link } from '@tanstack/react-router'
import type { WorkflowImage } from '../../shared/contract/workflows.ts'
import { formatCount } from '../../shared/units.ts'
import { ImagePicture } from '../components/image-picture.tsx'
import { Section } from '../components/section.tsx'
import styles from './node-images.module.css'

/** So many have room. */
const most = 24

/** The images that went into a node, as its takes say; each leads to itself. */
export function NodeImages({ images }: { images: readonly WorkflowImage[] }) {
  const unique = [...new Map(images.map((image) => [image.image_id, image])).values()]
  if (unique.length === 0) return null
  return (
    <Section title="Images">
      <ul className={styles.grid}>
        {unique.slice(0, most).map((image) => (
          <li key={image.image_id}>
            <Link
              to="/images"
              search={{ image: image.image_id }}
              className={styles.image}
              aria-label={`Image ${image.name}`}
              title={image.name}
            >
              <ImagePicture image={{ ...image, id: image.image_id }} />
            </Link>
          </li>
        ))}
      </ul>
      {unique.length > most && <p className={styles.more}>and {formatCount(unique.length - most)} more</p>}
    </Section>
  )
}

/** The image of a node in its graph. */
export function NodeImage({ image }: { image: WorkflowImage }) {
  return (
    <Link
      to="/images"
      search={{ image: image.image_id }}
      // The keys of a graph walk from node to node; from the inspector of one they come here too.
      tabIndex={-1}
      draggable={false}
      // The node would be chosen, which is a way to another address.
      onClick={(event) => event.stopPropagation()}
      className={`${styles.face} nopan`}
      aria-label={`Image ${image.name}`}
    >
      <ImagePicture image={{ ...image, id: image.image_id }} />
    </Link>
  )
}
