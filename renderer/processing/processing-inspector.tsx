import { useQuery } from '@tanstack/react-query'
import { Play, ShieldCheck, Trash2 } from 'lucide-react'
import type { ListedProcessing } from '../../shared/contract/processing.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Inspector } from '../components/inspector.tsx'
import { plainFact, shortHash } from '../components/lanes/lane-labels.ts'
import { Hint, Panel } from '../components/panel.tsx'
import { ChainList } from '../components/processing/chain-list.tsx'
import { EndLink } from '../components/processing/end-link.tsx'
import { actionName, resultName, uniqueJobs } from '../components/processing/processing-labels.ts'
import { formatUnixTime } from '../components/relative-time.ts'
import { Section } from '../components/section.tsx'
import { useOpenTake } from '../components/takes/open-take.ts'
import { evictProcessing, verifyProcessing } from './processing-actions.ts'
import { texts } from './texts.ts'

interface ProcessingInspectorProps {
  ids: readonly string[]
  /** The selected processing that is loaded. */
  rows: readonly ListedProcessing[]
  /** Called after the processing was removed from the cache. */
  onEvicted: () => void
}

/** The inspector of the view: one processing, several, or a hint if none is selected. */
export function ProcessingInspector({ ids, rows, onEvicted }: ProcessingInspectorProps) {
  const [only] = rows
  return (
    <Inspector>
      {ids.length === 0 ? (
        <Panel title={texts.processing}>
          <Hint>{texts.processingInspectorHint}</Hint>
        </Panel>
      ) : ids.length === 1 && only ? (
        <OneProcessing key={only.job_id} row={only} onEvicted={onEvicted} />
      ) : (
        <Panel
          title={formatCount(ids.length, texts.processingStep)}
          actions={<Actions ids={ids} videoId={null} onEvicted={onEvicted} />}
        />
      )}
    </Inspector>
  )
}

interface ActionsProps extends Pick<ProcessingInspectorProps, 'ids' | 'onEvicted'> {
  videoId: string | null
}

function Actions({ ids, videoId, onEvicted }: ActionsProps) {
  const open = useOpenTake()
  return (
    <>
      {videoId && (
        <IconButton icon={Play} label={texts.openTheResult} shortcut="Lists: Enter" onClick={() => open(videoId)} />
      )}
      <IconButton
        icon={ShieldCheck}
        label={texts.verifyBothFiles}
        shortcut="Processing: V"
        onClick={() => void verifyProcessing(ids)}
      />
      <IconButton
        icon={Trash2}
        label={texts.removeFromTheCache}
        shortcut="Processing: Delete"
        onClick={() => {
          onEvicted()
          void evictProcessing(ids)
        }}
      />
    </>
  )
}

function OneProcessing({ row, onEvicted }: { row: ListedProcessing; onEvicted: () => void }) {
  const { inputs, output } = row
  const parameters = Object.entries(row.parameters ?? {})
  return (
    <Panel
      title={resultName(row)}
      actions={<Actions ids={[row.job_id]} videoId={output.video_id} onEvicted={onEvicted} />}
    >
      <Section title={texts.source}>
        <ChainList>
          {inputs.map((end, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a take can be an input twice, and the order is fixed
            <EndLink key={`${end.path} ${index}`} end={end} />
          ))}
        </ChainList>
      </Section>
      <Section title={texts.result}>
        <ChainList>
          <EndLink end={{ ...output, video_name: resultName(row) }} />
        </ChainList>
      </Section>
      <FactList
        facts={[
          [texts.action, actionName(row.action)],
          ...parameters.map(([key, value]) => plainFact(key, value)),
          [texts.created, formatUnixTime(row.created_at)],
          [texts.content, shortHash(row.output_hash)],
          [texts.job, row.job_id],
          [texts.path, row.output_path],
        ]}
      />
      <DependentResults row={row} />
    </Panel>
  )
}

/** Lists the results that depend on the inputs: this one, and all that were made from it. */
function DependentResults({ row }: { row: ListedProcessing }) {
  const { video_id: id } = row.output
  const { data } = useQuery({ ...api.processing.chain.queryOptions({ input: { id: id ?? '' } }), enabled: id !== null })
  const again = uniqueJobs([row, ...(data?.made_from_it ?? [])])
  return (
    <Section
      label={texts.dependsOnTheseInputs}
      title={
        <>
          {texts.dependsOn} {row.inputs.length > 1 ? texts.theseInputs : texts.thisInput}
        </>
      }
    >
      <ChainList>
        {again.map((one) => (
          <EndLink
            key={one.job_id}
            end={{ ...one.output, video_name: resultName(one) }}
            words={actionName(one.action)}
          />
        ))}
      </ChainList>
    </Section>
  )
}
