import { Modal } from '@mantine/core'
import { Image as ImageIcon } from 'lucide-react'
import { useState } from 'react'
import { formatCount } from '../../shared/units.ts'
import { mediaUrl } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { Icon } from '../components/icon.tsx'
import { Trouble } from '../components/trouble.tsx'
import { ViewBar } from '../rows/view-bar.tsx'
import { ImageInspector } from './image-inspector.tsx'
import { ImagesGrid } from './images-grid.tsx'
import styles from './images-page.module.css'
import { useSelectedImage } from './images-search.ts'
import { useImages } from './use-images.ts'

/** All images of the library: references, and the frames that takes begin and end with. */
export function ImagesPage() {
  const { images, total, error, retry, more } = useImages()
  const [selected, select] = useSelectedImage()
  const [open, setOpen] = useState<{ id: string; name: string }>()
  return (
    <section className={styles.page} aria-label="Images">
      <ViewBar title="Images" words={total === undefined ? '' : formatCount(total)}>
        {null}
      </ViewBar>
      {total === undefined && error ? (
        <Trouble title="The images could not be read" message={errorWords(error)} onRetry={retry} />
      ) : total === 0 ? (
        <NoImages />
      ) : (
        total !== undefined && (
          <ImagesGrid
            images={images}
            total={total}
            selected={selected}
            onSelect={select}
            onOpen={setOpen}
            onNearEnd={more}
          />
        )
      )}
      <ImageInspector id={selected} onOpen={setOpen} />
      {open && (
        <Modal
          opened
          onClose={() => setOpen(undefined)}
          title={open.name}
          size="auto"
          centered
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          <img className={styles.large} src={mediaUrl.image(open)} alt={open.name} />
        </Modal>
      )}
    </section>
  )
}

function NoImages() {
  return (
    <div className={blank.blank}>
      <span className={blank.mark}>
        <Icon of={ImageIcon} size={22} />
      </span>
      <h2>No images yet</h2>
      <p>
        Drop references, first and last frames here: png, jpg, webp, gif, tiff and avif. A take that was made from one
        of them shows it.
      </p>
    </div>
  )
}
