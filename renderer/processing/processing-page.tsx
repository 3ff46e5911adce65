import { Combine } from 'lucide-react'
import type { ListedProcessing } from '../../shared/contract/processing.ts'
import { api, client } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { Icon } from '../components/icon.tsx'
import { Trouble } from '../components/trouble.tsx'
import { useOpenTake } from '../library/filter.ts'
import { RowTable } from '../rows/row-table.tsx'
import { useRowView } from '../rows/use-row-view.ts'
import { ChoiceFilter, PathFilter, ViewBar } from '../rows/view-bar.tsx'
import { evictProcessing, verifyProcessing } from './processing-actions.ts'
import { processingColumns } from './processing-columns.tsx'
import { ProcessingInspector } from './processing-inspector.tsx'
import styles from './processing-page.module.css'
import { useProcessingSearch } from './processing-search.ts'
import { actionName, spokenProcessing } from './processing-words.ts'

const keyOf = ({ job_id }: ListedProcessing) => job_id
const actions = ['extract_segment', 'stitch', 'convert', 'extract_audio', 'proxy']
const mostKeys = 1000

/** All cached processing: what was made of what, and whether both ends still are what they were. */
export function ProcessingPage() {
  const { search, filter, change } = useProcessingSearch()
  const { rows, ids, chosen, clear, words, table } = useRowView({
    query: (offset, limit) => api.processing.list.queryOptions({ input: { ...filter, offset, limit } }),
    keyOf,
    readKeys: async () => (await client.processing.list({ ...filter, limit: mostKeys })).items.map(keyOf),
    filter,
  })
  const open = useOpenTake()
  return (
    <section className={styles.page} aria-label="Processing">
      <ViewBar title="Processing" words={words}>
        <PathFilter
          label="Search by path"
          value={search.path ?? ''}
          onChange={(path) => change({ path: path || undefined })}
        />
        <ChoiceFilter
          label="What was done"
          value={search.action ?? ''}
          choices={[['', 'Anything made'], ...actions.map((action) => [action, actionName(action)] as const)]}
          onChange={(action) => change({ action: action || undefined })}
        />
      </ViewBar>
      {rows.total === undefined && rows.error ? (
        <Trouble title="The processing could not be read" message={errorWords(rows.error)} onRetry={rows.retry} />
      ) : rows.total === 0 ? (
        <NoProcessing
          onShowAll={Object.keys(filter).length > 0 ? () => change({ path: undefined, action: undefined }) : null}
        />
      ) : (
        <RowTable
          key={JSON.stringify(filter)}
          label="Processing"
          columns={processingColumns}
          className={styles.table}
          rowHeight={44}
          {...table}
          spoken={spokenProcessing}
          onOpen={({ output }) => output.video_id && open(output.video_id)}
          onKey={(key) => handleKey(key, ids, clear)}
        />
      )}
      <ProcessingInspector ids={ids} rows={chosen} onEvicted={clear} />
    </section>
  )
}

function handleKey(key: string, ids: readonly string[], clear: () => void): boolean {
  const act = { Delete: evictProcessing, v: verifyProcessing }[key]
  if (!act || ids.length === 0) return false
  void act(ids)
  if (key === 'Delete') clear()
  return true
}

function NoProcessing({ onShowAll }: { onShowAll: (() => void) | null }) {
  return (
    <div className={blank.blank}>
      <span className={blank.mark}>
        <Icon of={Combine} size={22} />
      </span>
      <h2>{onShowAll ? 'Nothing was made like that' : 'Nothing was made yet'}</h2>
      <p>
        {onShowAll
          ? 'Others are there, but none that passes what narrows the view.'
          : 'Mark a range of a take and extract it, or select several takes in the library and stitch them. What was made of what is kept here.'}
      </p>
      {onShowAll && (
        <button type="button" className={blank.button} onClick={onShowAll}>
          Show all
        </button>
      )}
    </div>
  )
}
