import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { History, X } from 'lucide-react'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { Icon } from '../components/icon.tsx'
import { Inspector } from '../components/inspector.tsx'
import { Panel } from '../components/panel.tsx'
import { ChoiceFilter, Toolbar } from '../components/toolbar.tsx'
import { authorName } from './history-labels.ts'
import { HistoryList } from './history-list.tsx'
import styles from './history-page.module.css'
import { useHistorySearch } from './history-search.ts'
import { texts } from './texts.ts'

const pageSize = 100

/** The view of all changes of the library, newest first by default, each with Undo while it is possible. */
export function HistoryPage() {
  const { search, filter, change } = useHistorySearch()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    api.history.list.infiniteOptions({
      input: (after: string | undefined) => ({ ...filter, order: search.order, after, limit: pageSize }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ items }) => (items.length < pageSize ? undefined : String(items.at(-1)?.id)),
    }),
  )
  const { data: authors = [] } = useQuery(api.history.authors.queryOptions())
  const entries = data?.pages.flatMap(({ items }) => items)
  const isFiltered = Object.keys(filter).length > 0
  return (
    <section aria-label={texts.history}>
      <Toolbar title={texts.history} words="">
        {search.of && <OfTake id={search.of} onRemove={() => change({ of: undefined })} />}
        <ChoiceFilter
          label={texts.author}
          value={search.by ?? ''}
          choices={[
            ['', texts.allAuthors],
            ...authors.map(
              (author) => [[author.author, author.user_id ?? ''].join(' ').trim(), authorName(author)] as const,
            ),
          ]}
          onChange={(by) => change({ by: by || undefined })}
        />
        <input
          type="date"
          className={styles.day}
          aria-label={texts.day}
          value={search.day ?? ''}
          onChange={(event) => change({ day: event.currentTarget.value || undefined })}
        />
        <ChoiceFilter
          label={texts.order}
          value={search.order ?? ''}
          choices={[
            ['', texts.newestFirst],
            ['asc', texts.oldestFirst],
          ]}
          onChange={(order) => change({ order: order === 'asc' ? order : undefined })}
        />
      </Toolbar>
      {!entries && error && (
        <ErrorState title={texts.couldntLoadTheHistory} error={error} onRetry={() => void refetch()} />
      )}
      {entries?.length === 0 && (
        <NoHistory onShowAll={isFiltered ? () => change({ of: undefined, by: undefined, day: undefined }) : null} />
      )}
      {entries && entries.length > 0 && (
        <HistoryList
          key={JSON.stringify([filter, search.order])}
          entries={entries}
          onEnd={() => {
            if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
          }}
        />
      )}
      <Inspector>
        <Panel title={texts.history} hint={texts.historyPageHint} />
      </Inspector>
    </section>
  )
}

/** The take that the view is filtered by, with a button to remove the filter. */
function OfTake({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { data } = useQuery(api.videos.get.queryOptions({ input: { id } }))
  return (
    <Button variant="quiet" aria-pressed aria-label={texts.showTheHistoryOf} onClick={onRemove}>
      {data?.name ?? id}
      <Icon of={X} size={14} />
    </Button>
  )
}

function NoHistory({ onShowAll }: { onShowAll: (() => void) | null }) {
  if (onShowAll)
    return (
      <EmptyState
        icon={History}
        title={texts.noMatchingChanges}
        actions={<Button onClick={onShowAll}>{texts.showAll}</Button>}
      >
        {texts.noChangeMatches}
      </EmptyState>
    )
  return (
    <EmptyState icon={History} title={texts.noChangesYet}>
      {texts.whatIsRecorded}
    </EmptyState>
  )
}
