import { useQuery } from '@tanstack/react-query'
import { Play, ShieldCheck, Trash2 } from 'lucide-react'
import type { ListedProcessing } from '../../shared/contract/processing.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { whenSeconds } from '../lanes/explanation-words.ts'
import { plainFact, shortHash } from '../lanes/lane-words.ts'
import { useOpenTake } from '../library/filter.ts'
import column from '../library/selection-inspector.module.css'
import { Inspector } from '../shell/inspector.tsx'
import { ChainList } from './chain-list.tsx'
import { EndLink } from './end-link.tsx'
import { evictProcessing, verifyProcessing } from './processing-actions.ts'
import styles from './processing-page.module.css'
import { actionName, resultName, uniqueJobs } from './processing-words.ts'

interface ProcessingInspectorProps {
  ids: readonly string[]
  /** Those of them that are read. */
  rows: readonly ListedProcessing[]
  /** Called when they are taken out of the cache. */
  onEvicted: () => void
}

/** The right column of the view: about the one processing, the many, or what to do here. */
export function ProcessingInspector({ ids, rows, onEvicted }: ProcessingInspectorProps) {
  const [only] = rows
  return (
    <Inspector>
      {ids.length === 0 ? (
        <div className={column.column}>
          <h2 className={column.title}>Processing</h2>
          <p className={column.hint}>
            What was made of which takes. The same again is found here instead of being made, as long as both ends are
            what they were.
          </p>
        </div>
      ) : ids.length === 1 && only ? (
        <OneProcessing key={only.job_id} row={only} onEvicted={onEvicted} />
      ) : (
        <div className={column.column}>
          <h2 className={column.title}>{formatCount(ids.length, 'processing step')}</h2>
          <Actions ids={ids} videoId={null} onEvicted={onEvicted} />
        </div>
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
    <div className={column.actions}>
      {videoId && <IconButton icon={Play} label="Open the result" shortcut="Enter" onClick={() => open(videoId)} />}
      <IconButton icon={ShieldCheck} label="Verify both ends" shortcut="V" onClick={() => void verifyProcessing(ids)} />
      <IconButton
        icon={Trash2}
        label="Remove from the cache"
        shortcut="Del"
        onClick={() => {
          onEvicted()
          void evictProcessing(ids)
        }}
      />
    </div>
  )
}

function OneProcessing({ row, onEvicted }: { row: ListedProcessing; onEvicted: () => void }) {
  const { inputs, output } = row
  const parameters = Object.entries(row.parameters ?? {})
  return (
    <div className={column.column}>
      <h2 className={column.title}>{resultName(row)}</h2>
      <Actions ids={[row.job_id]} videoId={output.video_id} onEvicted={onEvicted} />
      <section className={styles.section} aria-label="Made of">
        <h3>Made of</h3>
        <ChainList>
          {inputs.map((end, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same take can be an input twice, and the order stays
            <EndLink key={`${end.path} ${index}`} end={end} />
          ))}
        </ChainList>
      </section>
      <section className={styles.section} aria-label="Result">
        <h3>Result</h3>
        <ChainList>
          <EndLink end={{ ...output, video_name: resultName(row) }} />
        </ChainList>
      </section>
      <FactList
        facts={[
          ['Done', actionName(row.action)],
          ...parameters.map(([key, value]) => plainFact(key, value)),
          ['Made', whenSeconds(row.created_at)],
          ['Content', shortHash(row.output_hash)],
          ['Job', row.job_id],
          ['Path', row.output_path],
        ]}
      />
      <MadeAgain row={row} />
    </div>
  )
}

/** What depends on the inputs: this result, and all that was made of it. */
function MadeAgain({ row }: { row: ListedProcessing }) {
  const { video_id: id } = row.output
  const { data } = useQuery({ ...api.processing.chain.queryOptions({ input: { id: id ?? '' } }), enabled: id !== null })
  const again = uniqueJobs([row, ...(data?.made_from_it ?? [])])
  return (
    <section className={styles.section} aria-label="Made again if an input changed">
      <h3>Made again if {row.inputs.length > 1 ? 'an input' : 'the input'} changed</h3>
      <ChainList>
        {again.map((one) => (
          <EndLink
            key={one.job_id}
            end={{ ...one.output, video_name: resultName(one) }}
            words={actionName(one.action)}
          />
        ))}
      </ChainList>
    </section>
  )
}
