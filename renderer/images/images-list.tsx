import type { Image } from '../../shared/contract/images.ts'
import { RowTable } from '../components/table/row-table.tsx'
import { useOpenLineage } from '../components/takes/open-lineage.ts'
import { imageColumns } from './image-columns.tsx'
import { runImageKeys } from './image-keys.ts'
import { spokenImage } from './image-labels.ts'
import { texts } from './texts.ts'
import type { Images } from './use-images.ts'

/** The images as a table. */
export function ImagesList({ images, onOpen }: { images: Images; onOpen: (image: Image) => void }) {
  const openLineage = useOpenLineage()
  const { rows, selection, select, selectAll, clear, onRange, sorting } = images
  return (
    <RowTable
      label={texts.images}
      columns={imageColumns}
      {...{ rows, selection, select, selectAll, clear, onRange, onOpen }}
      keyOf={({ id }) => id}
      spoken={spokenImage}
      sorting={sorting}
      onKey={(press) => runImageKeys(press, images, openLineage)}
    />
  )
}
