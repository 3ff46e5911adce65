import { useQuery } from '@tanstack/react-query'
import { Copy, Film, FolderOpen, Pencil, Play, RefreshCw, Trash2 } from 'lucide-react'
import type { Colour } from '../../shared/colours.ts'
import type { VideoSummary } from '../../shared/contract/video-summary.ts'
import { formatBytes, formatCount, formatTimecode } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { useOpenCollection } from '../components/collections/use-collections.ts'
import { errorMessage } from '../components/error-message.ts'
import { FactList } from '../components/fact-list.tsx'
import { ContentMaking } from '../components/generation/content-making.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Inspector } from '../components/inspector.tsx'
import { formatKeys } from '../components/keys.ts'
import { ColourControl } from '../components/labels/colour-control.tsx'
import { colourTakes, writeNote } from '../components/labels/colour-takes.ts'
import { NoteField } from '../components/labels/note-field.tsx'
import { AnalyseMenu } from '../components/lanes/analyse-menu.tsx'
import { LibraryFacts } from '../components/library-facts.tsx'
import { MediaSection } from '../components/media/media-section.tsx'
import { Actions, Buttons, Panel, Preview, PreviewStack, Warning } from '../components/panel.tsx'
import { Poster } from '../components/pictures/poster.tsx'
import { Section } from '../components/section.tsx'
import { RatingAndTags } from '../components/tags/rating-and-tags.tsx'
import { SelectionRatingAndTags } from '../components/tags/selection-rating-and-tags.tsx'
import { copyPath } from '../components/takes/copy-path.ts'
import { useOpenTake } from '../components/takes/open-take.ts'
import { removeTakes } from '../components/takes/remove-takes.ts'
import { revealTake } from '../components/takes/reveal-take.ts'
import { differingFacts, sharedFacts } from '../components/takes/summary-facts.ts'
import { absence } from '../components/takes/take-labels.ts'
import { useSummary } from '../components/takes/use-summary.ts'
import { aspectRatioOf } from '../components/takes/video-facts.ts'
import { openNewTimeline } from '../state/new-timeline.ts'
import { maxStitched, openConvertDialog, openStitchDialog } from '../state/processing-dialog.ts'
import { startRenaming } from '../state/renaming.ts'
import { useSelection } from '../state/selection.ts'
import { CollectionPanel } from './collection-panel.tsx'
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
        <Preview ratio={aspectRatioOf(video)} label={`Open ${video.name}`} onOpen={() => open(id)}>
          <Poster video={video} />
        </Preview>
      }
    >
      <NameField video={video} />
      <RatingAndTags video={video} />
      <ColourControl colour={video.colour} onChoose={(colour) => void colourTakes([id], colour)} />
      <NoteField
        key={`${id} note`}
        label="Note"
        placeholder="Add a note"
        note={video.note ?? ''}
        onSave={(note) => void writeNote(video, note)}
      />
      <Actions>
        <IconButton icon={Play} label="Open" shortcut="Enter" onClick={() => open(id)} />
        <IconButton icon={Pencil} label="Rename" shortcut="F2" onClick={() => startRenaming(id)} />
        {library.data?.can.reveal && (
          <IconButton icon={FolderOpen} label="Show in folder" onClick={() => void revealTake(id)} />
        )}
        <IconButton icon={RefreshCw} label="Convert" onClick={() => openConvertDialog(id)} />
        <IconButton
          icon={Film}
          label="New timeline…"
          shortcut={formatKeys('Shift+N')}
          onClick={() => openNewTimeline(id)}
        />
        <IconButton icon={Copy} label="Copy path" onClick={() => void copyPath(id)} />
        <IconButton icon={Trash2} label="Remove from library" shortcut="Del" onClick={() => void removeTakes([id])} />
      </Actions>
      {absence(video) && <Warning>{absenceAdvice[absence(video) ?? 'missing']}</Warning>}
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

function ManyTakes({ ids, takes }: { ids: ReadonlySet<string>; takes: Takes }) {
  const shown = [...takes.pages.values()].flat().filter((video) => ids.has(video.id))
  const all = [...ids]
  const summary = useSummary(all)
  const colours = summary?.values.find(({ field }) => field === 'colour')
  return (
    <Panel
      preview={
        <PreviewStack>
          {shown.slice(-3).map((video) => (
            <span key={video.id}>
              <Poster video={video} small />
            </span>
          ))}
        </PreviewStack>
      }
      title={formatCount(ids.size, 'take')}
    >
      <SelectionRatingAndTags ids={all} summary={summary} />
      <ColourControl
        colour={colours?.distinct === 1 ? (colours.most[0]?.value as Colour | null) : undefined}
        onChoose={(colour) => void colourTakes(all, colour)}
      />
      <Actions>
        <IconButton
          icon={Copy}
          label="Copy paths"
          disabled={shown.length < ids.size}
          onClick={() => void navigator.clipboard.writeText(shown.map(({ file_path }) => file_path).join('\n'))}
        />
        <IconButton icon={Trash2} label="Remove from library" shortcut="Del" onClick={() => void removeTakes(all)} />
      </Actions>
      <Buttons>
        {ids.size <= maxStitched && (
          <Button onClick={() => openStitchDialog(all)}>Stitch {formatCount(ids.size, 'take')}</Button>
        )}
        <AnalyseMenu videoIds={all} />
      </Buttons>
      {summary && <SummaryFacts summary={summary} />}
    </Panel>
  )
}

/** The duration and size of several takes, what they share, and what they differ in. */
function SummaryFacts({ summary }: { summary: VideoSummary }) {
  const [shared, differing] = [sharedFacts(summary), differingFacts(summary)]
  return (
    <>
      <FactList
        facts={[
          ['Duration', formatTimecode(summary.duration_seconds)],
          ['Size', formatBytes(summary.size_bytes)],
        ]}
      />
      {shared.length > 0 && (
        <Section title="Same">
          <FactList facts={shared} />
        </Section>
      )}
      {differing.length > 0 && (
        <Section title="Different">
          <FactList facts={differing} />
        </Section>
      )}
    </>
  )
}
