import { Modal } from '@mantine/core'
import { Image as ImageIcon } from 'lucide-react'
import { useState } from 'react'
import { mediaUrl } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { Icon } from '../components/icon.tsx'
import { PartTrouble, Trouble } from '../components/trouble.tsx'
import { ViewBar } from '../rows/view-bar.tsx'
import { ImageInspector } from './image-inspector.tsx'
import { ImagesGrid } from './images-grid.tsx'
import styles from './images-page.module.css'
import { useImages } from './use-images.ts'

/** All images of the library: references, and the frames that takes begin and end with. */
export function ImagesPage() {
  const images = useImages()
  const { rows, ids, words, only } = images
  const [open, setOpen] = useState<{ id: string; name: string }>()
  return (
    <section className={styles.page} aria-label="Images">
      <ViewBar title="Images" words={words}>
        {null}
      </ViewBar>
      {rows.total === undefined && rows.error ? (
        <Trouble title="The images could not be read" message={errorWords(rows.error)} onRetry={rows.retry} />
      ) : rows.total === 0 ? (
        <NoImages />
      ) : (
        rows.total !== undefined && (
          <>
            <PartTrouble error={rows.error} onRetry={rows.retry} />
            <ImagesGrid images={images} onOpen={setOpen} />
          </>
        )
      )}
      <ImageInspector ids={ids} only={only} rows={rows.loaded} onOpen={setOpen} onGone={images.clear} />
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
