import type { Image, ImageSort } from '../../shared/contract/images.ts'
import { formatBytes } from '../../shared/units.ts'
import { ColourDot } from '../components/labels/colour-control.tsx'
import { MediaStatusLabel } from '../components/media/media-status-label.tsx'
import { ImagePicture } from '../components/pictures/image-picture.tsx'
import { numberColumn, textColumn, timeColumn } from '../components/table/column-kinds.ts'
import type { Column } from '../components/table/columns.ts'
import { Stars } from '../components/tags/stars.tsx'
import { imageCodecName } from '../components/takes/format-names.ts'
import styles from './images-page.module.css'
import { texts } from './texts.ts'

/** The columns of the list of images, from left to right. */
export const imageColumns: readonly Column<Image, ImageSort>[] = [
  {
    name: texts.name,
    sort: 'name',
    width: 220,
    grow: 1,
    value: ({ name }) => name,
    cell: (image) => (
      <>
        <span className={styles.thumb}>
          <ImagePicture image={image} />
        </span>
        <span className={styles.name} title={image.name}>
          {image.name}
        </span>
        {image.missing_since && <span className={styles.missing}>{texts.missing}</span>}
      </>
    ),
  },
  numberColumn(texts.resolution, 88, ({ width, height }) => (width && height ? `${width}×${height}` : null), {
    sort: 'pixels',
    yields: 2,
  }),
  textColumn(texts.codec, 60, ({ codec }) => imageCodecName(codec), { sort: 'codec', yields: 6 }),
  {
    name: texts.rating,
    sort: 'rating',
    width: 70,
    yields: 1,
    value: ({ rating }) => rating,
    cell: ({ rating }) => rating !== null && <Stars rating={rating} />,
  },
  {
    name: texts.label,
    sort: 'colour',
    width: 54,
    yields: 7,
    value: ({ colour }) => colour,
    cell: ({ colour }) => colour && <ColourDot colour={colour} />,
  },
  textColumn(texts.tags, 100, ({ tags }) => tags.join(', '), { sort: 'tags', grow: 0.5, yields: 3 }),
  textColumn(texts.model, 110, ({ model }) => model, { sort: 'model', grow: 0.4, yields: 4 }),
  textColumn(texts.workflow, 120, ({ workflow }) => workflow, { sort: 'workflow', yields: 8 }),
  numberColumn(texts.size, 72, ({ size_bytes }) => size_bytes, {
    sort: 'size',
    cell: ({ size_bytes }) => (size_bytes === null ? '–' : formatBytes(size_bytes)),
  }),
  timeColumn(texts.added, ({ created_at }) => created_at, { sort: 'added' }),
  {
    name: texts.status,
    sort: 'status',
    width: 84,
    isExtra: true,
    value: ({ media_status }) => media_status,
    cell: ({ media_status }) => <MediaStatusLabel status={media_status} />,
  },
  textColumn(texts.note, 180, ({ note }) => note, { isExtra: true }),
  textColumn(texts.prompt, 220, ({ prompt }) => prompt, { isExtra: true, sort: 'prompt' }),
  textColumn(texts.seed, 130, ({ seed }) => seed, { isExtra: true, sort: 'seed', kind: 'number' }),
  textColumn(texts.provider, 96, ({ provider }) => provider, { isExtra: true, sort: 'provider' }),
  textColumn(texts.path, 280, ({ path }) => path, { isExtra: true, sort: 'path' }),
  textColumn(texts.id, 150, ({ id }) => id, { isExtra: true }),
]
