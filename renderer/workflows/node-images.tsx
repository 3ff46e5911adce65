import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { Fragment } from 'react'
import type { Role, WorkflowImage } from '../../shared/contract/workflows.ts'
import { formatCount } from '../../shared/units.ts'
import { IconButton } from '../components/icon-button.tsx'
import { Hint } from '../components/panel.tsx'
import { ImagePicture } from '../components/pictures/image-picture.tsx'
import { PosterGrid } from '../components/pictures/poster-grid.tsx'
import { Section } from '../components/section.tsx'
import removal from './associated-takes.module.css'
import { dissociate } from './association-actions.ts'
import styles from './node-images.module.css'
import { texts } from './texts.ts'

/** Number of images shown. */
const most = 24

interface NodeImagesProps {
  title: string
  /** All images of the node; an input is listed for each of its runs. */
  of: readonly WorkflowImage[]
  as: Role
}

/** The images of a node in one role, each a link. They can be removed from the node. */
export function NodeImages({ title, of, as }: NodeImagesProps) {
  const ofRole = of.filter(({ role }) => role === as)
  const unique = [...new Map(ofRole.map((image) => [image.image_id, image])).values()]
  if (unique.length === 0) return null
  return (
    <Section title={title}>
      <PosterGrid>
        {unique.slice(0, most).map((image) => (
          <Fragment key={image.image_id}>
            <Link
              to="/images"
              search={{ image: image.image_id }}
              className={styles.image}
              aria-label={texts.imageNamed(image.name)}
              title={image.name}
              onKeyDown={(event) => {
                if (event.key !== 'Delete') return
                event.stopPropagation()
                void dissociate(image)
              }}
            >
              <ImagePicture image={{ ...image, id: image.image_id }} />
            </Link>
            <IconButton
              size="small"
              icon={X}
              className={removal.off}
              label={texts.takeOffThisNode(image.name)}
              shortcut="Del"
              onClick={() => void dissociate(image)}
            />
          </Fragment>
        ))}
      </PosterGrid>
      {unique.length > most && <Hint>{texts.andMore(formatCount(unique.length - most))}</Hint>}
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
      aria-label={texts.imageNamed(image.name)}
    >
      <ImagePicture image={{ ...image, id: image.image_id }} />
    </Link>
  )
}
