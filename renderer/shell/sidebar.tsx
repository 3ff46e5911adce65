import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useRouterState, useSearch } from '@tanstack/react-router'
import {
  Activity,
  ChartColumn,
  Clapperboard,
  Combine,
  Copy,
  Film,
  History,
  Image,
  Layers,
  type LucideIcon,
  Play,
  Scissors,
  Settings,
  Sparkles,
  Trash2,
  Upload,
  Waypoints,
  Workflow,
} from 'lucide-react'
import { sourceTypes } from '../../shared/contract/videos.ts'
import { quoted } from '../../shared/query/print-query.ts'
import { isAbout, partsOfQuery, printPart, withParts } from '../../shared/query/query-subjects.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { useOpenCollection } from '../components/collections/use-collections.ts'
import { Icon } from '../components/icon.tsx'
import { type LibrarySearch, queryOf, withQuery } from '../components/takes/library-search.ts'
import { sourceName } from '../components/takes/take-labels.ts'
import { useSpring } from '../components/takes/use-spring-loaded.ts'
import { setView } from '../state/view.ts'
import { Collections } from './collections.tsx'
import { SavedSearches } from './saved-searches.tsx'
import styles from './sidebar.module.css'
import { texts } from './texts.ts'

const sourceIcons: Record<(typeof sourceTypes)[number], LucideIcon> = {
  uploaded: Upload,
  generated: Sparkles,
  stitched: Combine,
  processed: Scissors,
}

/** The navigation: views and sources, each with a count. */
export function Sidebar({ isOver = false }: { isOver?: boolean }) {
  const { data } = useQuery(api.library.get.queryOptions())
  const { data: questions } = useQuery(versions.count)
  const sources = useSearch({ strict: false, select: sourceParts, structuralSharing: true })
  const collection = useOpenCollection()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const isLibrary = path === '/' || /^\/(videos|contents)\//.test(path)
  return (
    <nav
      className={styles.sidebar}
      data-over={isOver || undefined}
      aria-label={texts.navigation}
      onKeyDown={(event) => event.key === 'Escape' && setView({ sidebarOver: false })}
      ref={(nav) => {
        if (isOver && !nav?.contains(document.activeElement)) nav?.querySelector('a')?.focus()
      }}
    >
      <Place
        icon={Clapperboard}
        name={texts.library}
        count={data?.videos}
        source={undefined}
        isOn={sources.length === 0 && isLibrary && !collection}
      />
      {views.map((view) => (
        <View key={view.to} {...view} />
      ))}
      {(questions?.total ?? 0) > 0 && <View {...versions} />}
      <Collections isLibrary={isLibrary} />
      <SavedSearches isLibrary={isLibrary} />
      <h2>{texts.sources}</h2>
      {sourceTypes.map((type) => (
        <Place
          key={type}
          icon={sourceIcons[type]}
          name={sourceName(type)}
          count={data && (data.by_source[type] ?? 0)}
          source={type}
          isOn={sources.includes(sourcePart(type)) && isLibrary}
        />
      ))}
      <span className={styles.gap} />
      <View {...statistics} />
      <View {...history} />
      <View {...trash} />
      <Link
        to="/settings"
        search={{}}
        className={styles.place}
        activeProps={{ 'aria-current': 'page' }}
        onClick={() => setView({ sidebarOver: false })}
      >
        <Icon of={Settings} />
        <span>{texts.settings}</span>
      </Link>
    </nav>
  )
}

/** The views other than the library, each with the query for its count. */
const views = [
  { to: '/images', icon: Image, name: texts.images, count: api.images.list.queryOptions({ input: { limit: 1 } }) },
  {
    to: '/workflows',
    icon: Waypoints,
    name: texts.workflows,
    count: api.workflows.list.queryOptions({ input: { limit: 1 } }),
  },
  {
    to: '/executions',
    icon: Play,
    name: texts.runs,
    count: api.executions.list.queryOptions({ input: { limit: 1 } }),
  },
  {
    to: '/analyses',
    icon: Activity,
    name: texts.analyses,
    count: api.analyses.list.queryOptions({ input: { limit: 1 } }),
  },
  {
    to: '/processing',
    icon: Workflow,
    name: texts.processing,
    count: api.processing.list.queryOptions({ input: { limit: 1 } }),
  },
  {
    to: '/timelines',
    icon: Film,
    name: texts.timelines,
    count: api.timelines.list.queryOptions({ input: { limit: 1 } }),
  },
  // No count: it would need a similarity search of the whole library.
  { to: '/duplicates', icon: Copy, name: texts.duplicates, count: null },
] as const

const statistics = { to: '/statistics', icon: ChartColumn, name: texts.statistics, count: null } as const

const history = { to: '/history', icon: History, name: texts.history, count: null } as const

const trash = {
  to: '/trash',
  icon: Trash2,
  name: texts.trash,
  count: api.trash.list.queryOptions({ input: { limit: 1 } }),
} as const

/** Listed only while there are questions to answer. */
const versions = {
  to: '/versions',
  icon: Layers,
  name: texts.newVersions,
  count: api.versions.list.queryOptions({ input: { answered: false, limit: 1 } }),
} as const

function View({
  to,
  icon,
  name,
  count,
}: (typeof views)[number] | typeof versions | typeof trash | typeof history | typeof statistics) {
  const navigate = useNavigate()
  // Takes can be dragged from the library to a node of a workflow, so this link opens during a drag.
  const spring = useSpring(
    () => (to === '/workflows' ? to : undefined),
    () => void navigate({ to, search: {} }),
  )
  return (
    <Link
      to={to}
      search={{}}
      className={styles.place}
      activeProps={{ 'aria-current': 'page' }}
      activeOptions={{ includeSearch: false }}
      onClick={() => setView({ sidebarOver: false })}
      {...spring}
    >
      <Icon of={icon} />
      <span>{name}</span>
      {count && <Count of={count} />}
    </Link>
  )
}

function Count({
  of,
}: {
  of: NonNullable<(typeof views)[number]['count']> | typeof versions.count | typeof trash.count
}) {
  const { data } = useQuery<{ total: number }>({ queryKey: of.queryKey, queryFn: of.queryFn })
  return data && <span className={styles.count}>{formatCount(data.total)}</span>
}

/** Returns a search in an order that all takes have. */
function withoutCollection({ sort, order, ...rest }: LibrarySearch): LibrarySearch {
  return sort === 'collection' ? rest : { ...rest, sort, order }
}

/** Returns the parts of the query that ask for a source. */
function sourceParts(search: LibrarySearch): string[] {
  const parts = partsOfQuery(queryOf(search)).filter((part) => isAbout(part, ['source']))
  return parts.map(printPart)
}

const sourcePart = (source: string) => `source:${quoted(source)}`

interface PlaceProps {
  icon: LucideIcon
  name: string
  count: number | undefined
  source: string | undefined
  isOn: boolean
}

function Place({ icon, name, count, source, isOn }: PlaceProps) {
  return (
    <Link
      to="/"
      search={(now: LibrarySearch) =>
        source === undefined
          ? withoutCollection(withQuery(now, withParts(queryOf(now), ['source', 'collection'], [])))
          : withQuery(now, withParts(queryOf(now), ['source'], [sourcePart(source)]))
      }
      className={styles.place}
      aria-current={isOn ? 'page' : undefined}
      activeProps={{}}
      activeOptions={{ exact: true }}
      onClick={() => setView({ sidebarOver: false })}
    >
      <Icon of={icon} />
      <span>{name}</span>
      {count !== undefined && <span className={styles.count}>{formatCount(count)}</span>}
    </Link>
  )
}
