import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Lineage, LineageNode } from '../../shared/contract/lineage.ts'
import { api } from '../client.ts'
import { errorWords } from '../components/error-words.ts'
import { Trouble } from '../components/trouble.tsx'
import { type LibrarySearch, libraryPart } from '../library/filter.ts'
import { isGone, VideoProblem } from '../video/video-problem.tsx'
import { LineageGraph } from './lineage-graph.tsx'
import { LineageHeader } from './lineage-header.tsx'
import { LineageInspector } from './lineage-inspector.tsx'
import styles from './lineage-page.module.css'
import { stepsOf, useLineageView, useOpenLineage } from './lineage-search.ts'
import { countWords, leftOutWords } from './lineage-words.ts'
import { NoLineage } from './no-lineage.tsx'
import { useLineageKeys } from './use-lineage-keys.ts'

/** What one take was made from and what was made from it, as a graph. */
export function LineagePage() {
  const view = useLineageView()
  const { videoId, depth, direction } = view
  const input = { video_id: videoId, depth: stepsOf(depth), direction }
  const query = useQuery({ ...api.lineage.get.queryOptions({ input }), placeholderData: keepPreviousData })
  // A take that was removed elsewhere is gone, whatever was read before; any other failure leaves the graph on screen.
  const lineage = isGone(query.error) ? undefined : query.data
  const shownKey = useKeyOfShown(JSON.stringify(input), query.isPlaceholderData)
  const [selected, select] = useState<string>()
  const node = lineage?.nodes.find(({ id }) => id === selected)
  const { open, back, centre } = useLineageMoves(videoId)
  useLineageKeys({ view, back, centre: () => node && centre(node) })
  const leftOut = lineage && leftOutWords(lineage)
  const start = lineage?.nodes.find(({ id }) => id === lineage.start)
  return (
    <article className={styles.page} aria-label="Lineage" aria-busy={query.isFetching}>
      <LineageHeader
        name={start?.name}
        words={lineage?.edges.length ? countWords(lineage) : ''}
        view={view}
        onBack={back}
      />
      {leftOut && (
        <p className={styles.leftOut} role="status">
          {leftOut}
        </p>
      )}
      <div className={styles.stage}>
        {!lineage && query.error ? (
          <Problem error={query.error} onRetry={() => void query.refetch()} onBack={back} />
        ) : !lineage ? (
          <div className={styles.waiting} role="status" aria-label="Loading" />
        ) : lineage.edges.length === 0 ? (
          <NoLineage direction={direction} onBoth={() => view.change({ direction: 'both' })} />
        ) : (
          <LineageGraph
            key={shownKey}
            lineage={lineage}
            selected={node?.id}
            onSelect={select}
            onOpen={(id) => open(nodeOf(lineage, id))}
          />
        )}
      </div>
      {lineage && start && (
        <LineageInspector lineage={lineage} node={node ?? start} onSelect={select} onOpen={open} onCentre={centre} />
      )}
    </article>
  )
}

function nodeOf({ nodes }: Lineage, id: string): LineageNode | undefined {
  return nodes.find((node) => node.id === id)
}

/** A graph that is another one is seen from its start; one that only changed stays as it is looked at. */
function useKeyOfShown(key: string, isOther: boolean): string {
  const shown = useRef(key)
  if (!isOther) shown.current = key
  return shown.current
}

/** Where one can go from a lineage. */
function useLineageMoves(videoId: string) {
  const navigate = useNavigate()
  const { history } = useRouter()
  const canGoBack = useCanGoBack()
  const openLineage = useOpenLineage()
  const toTake = (id: string) =>
    void navigate({ to: '/videos/$id', params: { id }, search: (now: LibrarySearch) => libraryPart(now) })
  return {
    open: (node: LineageNode | undefined) => {
      if (node?.video_id) toTake(node.video_id)
      else if (node?.image_id) void navigate({ to: '/images', search: { image: node.image_id } })
    },
    back: () => (canGoBack ? history.back() : toTake(videoId)),
    centre: (node: LineageNode) => {
      if (node.video_id && node.video_id !== videoId) openLineage(node.video_id)
    },
  }
}

function Problem({ error, onRetry, onBack }: { error: Error; onRetry: () => void; onBack: () => void }) {
  if (isGone(error)) return <VideoProblem error={error} onRetry={onRetry} onBack={onBack} />
  return <Trouble title="The lineage could not be read" message={errorWords(error)} onRetry={onRetry} />
}
