import { useQuery } from '@tanstack/react-query'
import { Copy, ExternalLink, Film, FolderOpen, Pencil, Play, RefreshCw, Trash2 } from 'lucide-react'
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
        <OneTake key={only} id={only} />
      ) : (
        <ManyTakes ids={ids} takes={takes} />
      )}
    </Inspector>
  )
}

function NoSelection() {
  const collection = useOpenCollection()
  return collection ? (
    <CollectionPanel collection={collection} />
  ) : (
    <LibraryFacts hint="Select a take to see its details." />
  )
}

function OneTake({ id }: { id: string }) {
  const { data: video, error } = useQuery(api.videos.get.queryOptions({ input: { id } }))
  const library = useQuery(api.library.get.queryOptions())
  const open = useOpenTake()
  if (error) return <Panel hint={errorMessage(error)} />
  if (!video) return null
  return (
    <Panel
      preview={
        <FileDrag ids={[id]}>
          <Preview ratio={aspectRatioOf(video)} label={`Open ${video.name}`} onOpen={() => open(id)}>
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
        label="Note"
        placeholder="Add a note"
        note={video.note ?? ''}
        onSave={(note) => void writeNote('video', video, note)}
      />
      <Actions>
        <IconButton icon={Play} label="Open" shortcut="Lists: Enter" onClick={() => open(id)} />
        <IconButton icon={Pencil} label="Rename" shortcut="Library: F2" onClick={() => startRenaming(id)} />
        {library.data?.can.reveal && (
          <IconButton icon={FolderOpen} label="Show in folder" onClick={() => void revealTake(id)} />
        )}
        {library.data?.can.open && (
          <IconButton icon={ExternalLink} label="Open with another program" onClick={() => void openWithProgram(id)} />
        )}
        <IconButton icon={RefreshCw} label="Convert" onClick={() => openConvertDialog(id)} />
        <IconButton icon={Film} label="New timeline…" shortcut="Library: Shift+N" onClick={() => openNewTimeline(id)} />
        <IconButton icon={Copy} label="Copy path" onClick={() => void copyPath(id)} />
        <IconButton
          icon={Trash2}
          label="Remove from library"
          shortcut="Library: Delete"
          onClick={() => void removeTakes([id])}
        />
      </Actions>
      {absence(video) && <Warning>{absenceAdvice[absence(video) ?? 'missing']}</Warning>}
      {fileState(video) === 'archived' && <ArchivedTake video={video} />}
      <MediaSection fileHash={video.file_hash} />
      <ContentMaking key={video.file_hash} fileHash={video.file_hash} />
      <FactList facts={factsOf(video)} />
      <TakeAnalyses id={id} />
    </Panel>
  )
}

const absenceAdvice = {
  offline: 'The disk or folder that holds the file isn’t connected.',
  overwritten: 'The file was overwritten. Open the take to import its new content, or to locate the old one.',
  missing: 'The file is missing. Import it from its new folder, or open the take and locate it.',
}
