import { Image as ImageIcon } from 'lucide-react'
import { useState } from 'react'
import type { Image } from '../../shared/contract/images.ts'
import { mediaUrl } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorLine } from '../components/error-state.tsx'
import { FilterChips } from '../components/filters/filter-chips.tsx'
import { importFrom } from '../components/import/import-from.ts'
import { LayoutChoice } from '../components/layout-choice.tsx'
import { Listing } from '../components/table/listing.tsx'
import { Toolbar } from '../components/toolbar.tsx'
import { setView } from '../state/view.ts'
import { ImageFilters } from './image-filters.tsx'
import { ImageInspector } from './image-inspector.tsx'
import { whyNotDisplayed } from './image-labels.ts'
import { ImagesGrid } from './images-grid.tsx'
import { ImagesList } from './images-list.tsx'
import styles from './images-page.module.css'
import { texts } from './texts.ts'
import { useImages } from './use-images.ts'

/** The view of all images: reference images, and first and last frames of takes. */
export function ImagesPage() {
  const images = useImages()
  const { rows, ids, words, only, filter, changeQuery, isFiltered, layout } = images
  const View = layout === 'grid' ? ImagesGrid : ImagesList
  const [open, setOpen] = useState<Pick<Image, 'id' | 'name' | 'codec'>>()
  return (
    <section aria-label={texts.images}>
      <Toolbar title={texts.images} words={words}>
        <ImageFilters query={filter.query ?? ''} onChange={changeQuery} />
        <LayoutChoice value={layout} onChange={(value) => setView({ imagesLayout: value })} />
      </Toolbar>
      <FilterChips query={filter.query} onChange={changeQuery} />
      <Listing
        rows={rows}
        failure={texts.couldntLoadImages}
        empty={isFiltered ? <NoMatch onClear={() => changeQuery(() => '')} /> : <NoImages />}
      >
        {rows.total !== undefined && (
          <>
            <ErrorLine error={rows.error} onRetry={rows.retry} />
            <View key={images.list} images={images} onOpen={setOpen} />
          </>
        )}
      </Listing>
      <ImageInspector ids={ids} only={only} rows={rows.loaded} onOpen={setOpen} onGone={images.clear} />
      {open && (
        <Dialog title={open.name} size="auto" onClose={() => setOpen(undefined)}>
          {whyNotDisplayed(open) ?? <img className={styles.large} src={mediaUrl.image(open)} alt={open.name} />}
        </Dialog>
      )}
    </section>
  )
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={ImageIcon}
      title={texts.noMatchingImages}
      actions={<Button onClick={onClear}>{texts.showAllImages}</Button>}
    >
      {texts.noMatchText}
    </EmptyState>
  )
}

function NoImages() {
  return (
    <EmptyState
      icon={ImageIcon}
      title={texts.noImagesYet}
      actions={<Button onClick={() => void importFrom('files')}>{texts.importFiles}</Button>}
    >
      {texts.noImagesText}
    </EmptyState>
  )
}
