import { useQuery } from '@tanstack/react-query'
import { Copy, ExternalLink, Film, FolderOpen, Pencil, Play, RefreshCw, Trash2 } from 'lucide-react'
import type { Video } from '../../shared/contract/videos.ts'
import { api } from '../client.ts'
import { useOpenCollection } from '../components/collections/use-collections.ts'
import { errorMessage } from '../components/error-message.ts'
import { FactList } from '../components/fact-list.tsx'
import { ContentMaking } from '../components/generation/content-making.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Inspector } from '../components/inspector.tsx'
import { ColourControl } from '../components/labels/colour-control.tsx'
import { setColour, writeNote } from '../components/labels/label.ts'
import { NoteField } from '../components/labels/note-field.tsx'
import { LibraryFacts } from '../components/library-facts.tsx'
import { MediaSection } from '../components/media/media-section.tsx'
import { Actions, Panel, Preview, Warning } from '../components/panel.tsx'
import { Poster } from '../components/pictures/poster.tsx'
import { RatingAndTags } from '../components/tags/rating-and-tags.tsx'
import { ArchivedTake } from '../components/takes/archived-take.tsx'
import { useOpenTake } from '../components/takes/open-take.ts'
import { removeTakes } from '../components/takes/remove-takes.ts'
import { copyPath, openWithProgram, revealTake } from '../components/takes/take-files.ts'
import { absence, fileState } from '../components/takes/take-labels.ts'
import { aspectRatioOf } from '../components/takes/video-facts.ts'
import { openNewTimeline } from '../state/new-timeline.ts'
import { openConvertDialog } from '../state/processing-dialog.ts'
import { startRenaming } from '../state/renaming.ts'
import { useSelection } from '../state/selection.ts'
import { CollectionPanel } from './collection-panel.tsx'
import { FileDrag } from './file-drag.tsx'
import { ManyTakes } from './many-takes.tsx'
import { NameField } from './name-field.tsx'
import { TakeAnalyses } from './take-analyses.tsx'
import { factsOf } from './take-facts.ts'
import { texts } from './texts.ts'
import type { Takes } from './use-takes.ts'

/** The inspector of the library: one take, several, or facts about the library. */
export function SelectionInspector({ takes }: { takes: Takes }) {
  const ids = useSelection((selection) => selection.ids)
  const [only] = ids
  return (
    <Inspector>
      {ids.size === 0 || only === undefined ? (
        <NoSelection />
      ) : ids.size === 1 ? (
        <OneTake key={only} id={only} row={rowOf(takes, only)} />
      ) : (
        <ManyTakes ids={ids} takes={takes} />
      )}
    </Inspector>
  )
}

function NoSelection() {
  const collection = useOpenCollection()
  return collection ? <CollectionPanel collection={collection} /> : <LibraryFacts hint={texts.noSelectionHint} />
}

/** Returns the row of a take in the list; undefined if its window is not loaded. */
function rowOf({ pages }: Takes, id: string): Video | undefined {
  for (const rows of pages.values()) {
    const row = rows.find((video) => video.id === id)
    if (row) return row
  }
  return undefined
}

/** Shows the row of a take until its details are loaded, so that its tag field takes the keys that follow `T`. */
function OneTake({ id, row }: { id: string; row: Video | undefined }) {
  const { data: details, error } = useQuery(api.videos.get.queryOptions({ input: { id } }))
  const video = details ?? row
  const library = useQuery(api.library.get.queryOptions())
  const open = useOpenTake()
  if (error) return <Panel hint={errorMessage(error)} />
  if (!video) return null
  return (
    <Panel
      preview={
        <FileDrag ids={[id]}>
          <Preview ratio={aspectRatioOf(video)} label={texts.openNamed(video.name)} onOpen={() => open(id)}>
            <Poster video={video} />
          </Preview>
        </FileDrag>
      }
    >
      <NameField video={video} />
      <RatingAndTags kind="video" of={video} />
      <ColourControl colour={video.colour} onChoose={(colour) => void setColour('video', [id], colour)} />
      <NoteField
        key={`${id} note`}
        label={texts.note}
        placeholder={texts.addANote}
        note={video.note ?? ''}
        onSave={(note) => void writeNote('video', video, note)}
      />
      <Actions>
        <IconButton icon={Play} label={texts.open} shortcut="Lists: Enter" onClick={() => open(id)} />
        <IconButton icon={Pencil} label={texts.rename} shortcut="Library: F2" onClick={() => startRenaming(id)} />
        {library.data?.can.reveal && (
          <IconButton icon={FolderOpen} label={texts.showInFolder} onClick={() => void revealTake(id)} />
        )}
        {library.data?.can.open && (
          <IconButton
            icon={ExternalLink}
            label={texts.openWithAnotherProgram}
            onClick={() => void openWithProgram(id)}
          />
        )}
        <IconButton icon={RefreshCw} label={texts.convert} onClick={() => openConvertDialog(id)} />
        <IconButton
          icon={Film}
          label={texts.newTimeline}
          shortcut="Library: Shift+N"
          onClick={() => openNewTimeline(id)}
        />
        <IconButton icon={Copy} label={texts.copyPath} onClick={() => void copyPath(id)} />
        <IconButton
          icon={Trash2}
          label={texts.removeFromLibrary}
          shortcut="Library: Delete"
          onClick={() => void removeTakes([id])}
        />
      </Actions>
      {absence(video) && <Warning>{absenceAdvice[absence(video) ?? 'missing']}</Warning>}
      {details && fileState(details) === 'archived' && <ArchivedTake video={details} />}
      <MediaSection fileHash={video.file_hash} />
      <ContentMaking key={video.file_hash} fileHash={video.file_hash} />
      {details && <FactList facts={factsOf(details)} />}
      <TakeAnalyses id={id} />
    </Panel>
  )
}

const absenceAdvice = {
  offline: texts.absenceAdviceOffline,
  overwritten: texts.absenceAdviceOverwritten,
  missing: texts.absenceAdviceMissing,
}
