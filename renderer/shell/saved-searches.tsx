import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bookmark, Pencil, X } from 'lucide-react'
import type { SavedSearch } from '../../shared/contract/searches.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { NameInput } from '../components/name-input.tsx'
import { type LibrarySearch, useFilter, withQuery } from '../components/takes/library-search.ts'
import { removeSearch, renameSearch } from '../components/takes/saved-searches.ts'
import { editName, useRenaming } from '../state/renaming.ts'
import { setView } from '../state/view.ts'
import styles from './sidebar.module.css'
import { texts } from './texts.ts'

/** The saved searches in the sidebar, with the number of takes that match now. Renders nothing without any. */
export function SavedSearches({ isLibrary }: { isLibrary: boolean }) {
  const { data: searches = [] } = useQuery(api.searches.list.queryOptions())
  if (searches.length === 0) return null
  return (
    <>
      <h2>{texts.savedSearches}</h2>
      {searches.map((search) => (
        <Saved key={search.id} search={search} isLibrary={isLibrary} />
      ))}
    </>
  )
}

function Saved({ search, isLibrary }: { search: SavedSearch; isLibrary: boolean }) {
  const { query: shown } = useFilter()
  const isRenaming = useRenaming(({ id }) => id === search.id)
  const { data } = useQuery({
    ...api.videos.count.queryOptions({ input: { query: search.query } }),
    placeholderData: keepPreviousData,
  })
  if (isRenaming) return <NameInput of={search} onSave={(name) => void renameSearch(search, name)} />
  return (
    <div className={styles.saved}>
      <Link
        to="/"
        search={(now: LibrarySearch) => withQuery(now, search.query)}
        className={styles.place}
        title={search.query}
        aria-current={isLibrary && shown === search.query.trim() ? 'page' : undefined}
        activeProps={{}}
        activeOptions={{ exact: true }}
        onClick={() => setView({ sidebarOver: false })}
      >
        <Icon of={Bookmark} />
        <span>{search.name}</span>
        {data && <span className={styles.count}>{formatCount(data.total)}</span>}
      </Link>
      <span className={styles.tools}>
        <IconButton size="small" icon={Pencil} label={texts.rename(search.name)} onClick={() => editName(search.id)} />
        <IconButton size="small" icon={X} label={texts.remove(search.name)} onClick={() => void removeSearch(search)} />
      </span>
    </div>
  )
}
