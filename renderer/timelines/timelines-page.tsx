import { useNavigate } from '@tanstack/react-router'
import { Film, Play, Trash2 } from 'lucide-react'
import type { Timeline, TimelineSort } from '../../shared/contract/timelines.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorLine } from '../components/error-state.tsx'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Inspector } from '../components/inspector.tsx'
import { keyTable, runKeys } from '../components/keys.ts'
import { LibraryLink } from '../components/library-link.tsx'
import { Hint, Panel } from '../components/panel.tsx'
import { numberColumn, textColumn, timeColumn } from '../components/table/column-kinds.ts'
import type { Column } from '../components/table/columns.ts'
import { Listing } from '../components/table/listing.tsx'
import { readAll } from '../components/table/read-all.ts'
import { RowTable } from '../components/table/row-table.tsx'
import { useRowView } from '../components/table/use-row-view.ts'
import { framesLabel, timelineLabel } from '../components/timelines/timeline-labels.ts'
import { Toolbar } from '../components/toolbar.tsx'
import { texts } from './texts.ts'
import { removeTimelines } from './timeline-actions.ts'
import { timelineFacts } from './timeline-inspector.tsx'
import styles from './timelines-page.module.css'
import { useTimelinesOrder } from './timelines-search.ts'

const keyOf = ({ id }: Timeline) => id
const keysPerCall = 1000

const columns: readonly Column<Timeline, TimelineSort>[] = [
  {
    name: texts.take,
    sort: 'video',
    width: 120,
    grow: 1.2,
    value: ({ source_video }) => source_video,
    cell: ({ source_video }) => <span className={styles.name}>{source_video}</span>,
  },
  textColumn(texts.frames, 110, timelineLabel, { sort: 'choice', grow: 1 }),
  numberColumn(texts.count, 104, framesLabel, { sort: 'frames' }),
  numberColumn(texts.checkpoints, 84, ({ checkpoints }) => checkpoints, { sort: 'checkpoints', yields: 1 }),
  timeColumn(texts.created, ({ created_at }) => created_at, { sort: 'created' }),
]

/** Keys of this table besides those of every table. */
export const timelinesKeys = keyTable<{ remove: () => unknown }>('Timelines', [
  { keys: 'Delete', label: texts.removeFromLibrary, run: ({ remove }) => remove() },
])

/** The view of all timelines, newest first by default. */
export function TimelinesPage() {
  const sorting = useTimelinesOrder()
  const listed = { sort: sorting.sort, order: sorting.order }
  const { rows, ids, chosen, clear, words, table } = useRowView<Timeline, string>({
    query: (offset, limit) => api.timelines.list.queryOptions({ input: { ...listed, offset, limit } }),
    keyOf,
    readKeys: () =>
      readAll(async (page) => (await client.timelines.list({ ...listed, ...page })).items.map(keyOf), keysPerCall),
    filter: listed,
  })
  const navigate = useNavigate()
  const open = ({ id }: Timeline) => void navigate({ to: '/timelines/$id', params: { id } })
  const remove = () => ids.length > 0 && void removeTimelines(ids).then((isRemoved) => isRemoved && clear())
  const [only] = chosen
  return (
    <section aria-label={texts.timelines}>
      <Toolbar title={texts.timelines} words={words} />
      <Listing rows={rows} failure={texts.couldntLoadTimelines} empty={<NoTimelines />}>
        <ErrorLine error={rows.error} onRetry={rows.retry} />
        <RowTable
          key={JSON.stringify(listed)}
          label={texts.timelines}
          columns={columns}
          {...table}
          sorting={sorting}
          spoken={(timeline) => `${timeline.source_video}, ${timelineLabel(timeline)}, ${framesLabel(timeline)}`}
          onOpen={open}
          onKey={(press) => runKeys(press, timelinesKeys, { remove })}
        />
      </Listing>
      <Inspector>
        {ids.length === 0 ? (
          <Panel title={texts.timelines}>
            <Hint>{texts.timelinesPageHint}</Hint>
          </Panel>
        ) : (
          <Panel
            title={ids.length === 1 ? only?.source_video : formatCount(ids.length, 'timeline')}
            actions={
              <>
                {ids.length === 1 && only && (
                  <IconButton icon={Play} label={texts.open} shortcut="Lists: Enter" onClick={() => open(only)} />
                )}
                <IconButton
                  icon={Trash2}
                  label={texts.removeFromLibrary}
                  shortcut="Timelines: Delete"
                  onClick={remove}
                />
              </>
            }
          >
            {ids.length === 1 && only && <FactList facts={timelineFacts(only)} />}
          </Panel>
        )}
      </Inspector>
    </section>
  )
}

function NoTimelines() {
  return (
    <EmptyState icon={Film} title={texts.noTimelinesYet} actions={<LibraryLink />}>
      {texts.whatTimelinesAre} <kbd>{texts.shiftN}</kbd> {texts.extractHint}
    </EmptyState>
  )
}
