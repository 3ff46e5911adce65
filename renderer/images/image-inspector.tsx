import { useQuery } from '@tanstack/react-query'
import { Copy, FileInput, FileOutput, FileX, GitFork, Maximize2, Trash2 } from 'lucide-react'
import type { Image, ImageDetails } from '../../shared/contract/images.ts'
import { formatBytes, formatCount, formatWhen } from '../../shared/units.ts'
import { api } from '../client.ts'
import { errorMessage } from '../components/error-message.ts'
import { FactList } from '../components/fact-list.tsx'
import { ContentMaking } from '../components/generation/content-making.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Inspector } from '../components/inspector.tsx'
import { ColourControl } from '../components/labels/colour-control.tsx'
import { setColour, writeNote } from '../components/labels/label.ts'
import { NoteField } from '../components/labels/note-field.tsx'
import { MediaSection } from '../components/media/media-section.tsx'
import { Panel, Preview, PreviewStack, Warning } from '../components/panel.tsx'
import { ImagePicture } from '../components/pictures/image-picture.tsx'
import { PosterGrid } from '../components/pictures/poster-grid.tsx'
import { PosterLink } from '../components/pictures/poster-link.tsx'
import { removeItems } from '../components/remove-items.ts'
import { Section } from '../components/section.tsx'
import { RatingAndTags } from '../components/tags/rating-and-tags.tsx'
import { SelectionRatingAndTags } from '../components/tags/selection-rating-and-tags.tsx'
import { useOpenLineage } from '../components/takes/open-lineage.ts'
import { useOpenTake } from '../components/takes/open-take.ts'
import { readSidecars, writeSidecars } from '../components/takes/sidecars.ts'
import { openRemoval } from '../state/removal.ts'
import { pictureLabel, whyNotDisplayed } from './image-labels.ts'
import { marksOf } from './marks-of.ts'
import { texts } from './texts.ts'

interface ImageInspectorProps {
  ids: readonly string[]
  /** Id of the image to describe, if there is only one. */
  only: string | undefined
  /** The selected images that are loaded. */
  rows: readonly Image[]
  onOpen: (image: Image) => void
  onGone: () => void
}

/** The inspector of the images view. */
export function ImageInspector({ ids, only, rows, ...moves }: ImageInspectorProps) {
  return (
    <Inspector>
      {ids.length > 1 ? (
        <ManyImages ids={ids} rows={rows} onGone={moves.onGone} />
      ) : only === undefined ? (
        <Panel hint={texts.imageInspectorHint} />
      ) : (
        <OneImage key={only} id={only} row={rows.find(({ id }) => id === only)} {...moves} />
      )}
    </Inspector>
  )
}

function ManyImages({ ids, rows, onGone }: Pick<ImageInspectorProps, 'ids' | 'rows' | 'onGone'>) {
  const chosen = new Set(ids)
  const shown = rows.filter(({ id }) => chosen.has(id))
  const isWhole = shown.length === ids.length
  const marks = marksOf(shown)
  return (
    <Panel
      preview={
        <PreviewStack>
          {shown.slice(-3).map((image) => (
            <span key={image.id}>
              <ImagePicture image={image} />
            </span>
          ))}
        </PreviewStack>
      }
      title={formatCount(ids.length, 'image')}
      actions={
        <>
          <SidecarButtons ids={ids} />
          <RemoveButtons ids={ids} onGone={onGone} />
        </>
      }
    >
      <SelectionRatingAndTags kind="image" ids={ids} summary={isWhole ? marks : undefined} />
      <ColourControl
        colour={isWhole ? marks.colour : undefined}
        onChoose={(colour) => void setColour('image', ids, colour)}
      />
      {isWhole && (
        <FactList facts={[[texts.size, formatBytes(shown.reduce((sum, image) => sum + (image.size_bytes ?? 0), 0))]]} />
      )}
    </Panel>
  )
}

function SidecarButtons({ ids }: { ids: readonly string[] }) {
  const library = useQuery(api.library.get.queryOptions())
  return (
    <>
      {library.data?.can.administer && (
        <IconButton icon={FileOutput} label={texts.writeXmpSidecars} onClick={() => void writeSidecars('image', ids)} />
      )}
      <IconButton icon={FileInput} label={texts.readSidecars} onClick={() => void readSidecars('image', ids)} />
    </>
  )
}

function RemoveButtons({ ids, onGone }: { ids: readonly string[]; onGone: () => void }) {
  const library = useQuery(api.library.get.queryOptions())
  const remove = async (delete_file: boolean) => {
    onGone()
    return (await removeItems('image', ids, { delete_file })).length > 0
  }
  const ask = () => openRemoval({ noun: 'image', count: ids.length, remove: () => remove(true) })
  return (
    <>
      <IconButton
        icon={Trash2}
        label={texts.removeFromLibrary}
        shortcut="Images: Delete"
        onClick={() => void remove(false)}
      />
      {library.data?.can.administer && (
        <IconButton
          icon={FileX}
          label={ids.length === 1 ? texts.removeWithTheFile : texts.removeWithTheFiles}
          onClick={ask}
        />
      )}
    </>
  )
}

interface OneImageProps extends Pick<ImageInspectorProps, 'onOpen' | 'onGone'> {
  id: string
  row: Image | undefined
}

/** Shows the row of an image until its details are loaded, so that its tag field takes the keys that follow `T`. */
function OneImage({ id, row, onOpen, onGone }: OneImageProps) {
  const { data: details, error } = useQuery(api.images.get.queryOptions({ input: { id } }))
  const image = details ?? row
  const openLineage = useOpenLineage()
  if (error) return <Panel hint={errorMessage(error)} />
  if (!image) return null
  const ratio = image.width && image.height ? image.width / image.height : 1
  return (
    <Panel
      preview={
        <Preview ratio={ratio} label={texts.showNamedLarge(image.name)} onOpen={() => onOpen(image)}>
          <ImagePicture image={image} />
        </Preview>
      }
      title={image.name}
      actions={
        <>
          <IconButton icon={Maximize2} label={texts.showLarge} shortcut="Lists: Enter" onClick={() => onOpen(image)} />
          <IconButton
            icon={GitFork}
            label={texts.showLineage}
            shortcut="Images: G"
            onClick={() => openLineage({ file_hash: image.file_hash })}
          />
          <IconButton
            icon={Copy}
            label={texts.copyPath}
            onClick={() => void navigator.clipboard.writeText(image.path)}
          />
          <SidecarButtons ids={[id]} />
          <RemoveButtons ids={[id]} onGone={onGone} />
        </>
      }
    >
      <RatingAndTags kind="image" of={image} />
      <ColourControl colour={image.colour} onChoose={(colour) => void setColour('image', [id], colour)} />
      <NoteField
        key={image.note}
        label={texts.note}
        placeholder={texts.addANote}
        note={image.note ?? ''}
        onSave={(note) => void writeNote('image', image, note)}
      />
      {image.missing_since && <Warning>{texts.oneImageText}</Warning>}
      {whyNotDisplayed(image) && <Warning>{whyNotDisplayed(image)}</Warning>}
      <MediaSection fileHash={image.file_hash} />
      <ContentMaking key={image.file_hash} fileHash={image.file_hash} isEditable />
      {details && <ImageFacts image={details} />}
    </Panel>
  )
}

function ImageFacts({ image }: { image: ImageDetails }) {
  const openTake = useOpenTake()
  return (
    <>
      <FactList
        facts={[
          [texts.picture, pictureLabel(image)],
          [texts.size, image.size_bytes === null ? '–' : formatBytes(image.size_bytes)],
          [texts.added, formatWhen(image.created_at)],
          [texts.storedAt, formatCount(image.locations.length, 'location')],
          [texts.path, image.path],
          [texts.content, `sha256 ${image.file_hash.slice(0, 4)}…${image.file_hash.slice(-4)}`],
        ]}
      />
      {image.made_into.length > 0 && (
        <Section title={texts.takesMadeFromIt}>
          <PosterGrid>
            {image.made_into.map((video) => (
              <PosterLink
                key={video.id}
                video={video}
                label={texts.open(video.name)}
                onOpen={() => openTake(video.id)}
              />
            ))}
          </PosterGrid>
        </Section>
      )}
    </>
  )
}
