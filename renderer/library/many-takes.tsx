import { Copy, Trash2 } from 'lucide-react'
import type { Colour } from '../../shared/colours.ts'
import type { VideoSummary } from '../../shared/contract/video-summary.ts'
import { formatBytes, formatCount, formatTimecode } from '../../shared/units.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { ColourControl } from '../components/labels/colour-control.tsx'
import { setColour } from '../components/labels/label.ts'
import { AnalyseMenu } from '../components/lanes/analyse-menu.tsx'
import { Actions, Buttons, Panel, PreviewStack } from '../components/panel.tsx'
import { Poster } from '../components/pictures/poster.tsx'
import { Section } from '../components/section.tsx'
import { SelectionRatingAndTags } from '../components/tags/selection-rating-and-tags.tsx'
import { removeTakes } from '../components/takes/remove-takes.ts'
import { differingFacts, sharedFacts } from '../components/takes/summary-facts.ts'
import { useSummary } from '../components/takes/use-summary.ts'
import { setComparedTakes } from '../state/compared-takes.ts'
import { maxStitched, openStitchDialog } from '../state/processing-dialog.ts'
import { FileDrag } from './file-drag.tsx'
import { texts } from './texts.ts'
import type { Takes } from './use-takes.ts'

/** The inspector of several takes: their sum, and actions on all of them. */
export function ManyTakes({ ids, takes }: { ids: ReadonlySet<string>; takes: Takes }) {
  const shown = [...takes.pages.values()].flat().filter((video) => ids.has(video.id))
  const all = [...ids]
  const summary = useSummary(all)
  const colours = summary?.values.find(({ field }) => field === 'colour')
  return (
    <Panel
      preview={
        <FileDrag ids={all}>
          <PreviewStack>
            {shown.slice(-3).map((video) => (
              <span key={video.id}>
                <Poster video={video} small />
              </span>
            ))}
          </PreviewStack>
        </FileDrag>
      }
      title={formatCount(ids.size, 'take')}
    >
      <SelectionRatingAndTags kind="video" ids={all} summary={summary} />
      <ColourControl
        colour={colours?.distinct === 1 ? (colours.most[0]?.value as Colour | null) : undefined}
        onChoose={(colour) => void setColour('video', all, colour)}
      />
      <Actions>
        <IconButton
          icon={Copy}
          label={texts.copyPaths}
          disabled={shown.length < ids.size}
          onClick={() => void navigator.clipboard.writeText(shown.map(({ file_path }) => file_path).join('\n'))}
        />
        <IconButton
          icon={Trash2}
          label={texts.removeFromLibrary}
          shortcut="Library: Delete"
          onClick={() => void removeTakes(all)}
        />
      </Actions>
      <Buttons>
        {ids.size <= maxStitched && (
          <Button onClick={() => openStitchDialog(all)}>{texts.stitch(formatCount(ids.size, 'take'))}</Button>
        )}
        <AnalyseMenu videoIds={all} />
        <ButtonLink
          to="/analyses"
          search={{ by: 'configuration', selected: true }}
          onClick={() => setComparedTakes(all)}
        >
          {texts.compareAnalyses}
        </ButtonLink>
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
          [texts.duration, formatTimecode(summary.duration_seconds)],
          [texts.size, formatBytes(summary.size_bytes)],
        ]}
      />
      {shared.length > 0 && (
        <Section title={texts.same}>
          <FactList facts={shared} />
        </Section>
      )}
      {differing.length > 0 && (
        <Section title={texts.different}>
          <FactList facts={differing} />
        </Section>
      )}
    </>
  )
}
