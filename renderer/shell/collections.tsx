import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ListVideo, Package, Pencil, Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Collection } from '../../shared/contract/collections.ts'
import { formatCount } from '../../shared/units.ts'
import { api, mediaUrl } from '../client.ts'
import {
  addToCollection,
  changeCollection,
  createCollection,
  queryOfCollection,
  removeCollection,
} from '../components/collections/collection-actions.ts'
import { useCollections, useOpenCollection } from '../components/collections/use-collections.ts'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { NameInput } from '../components/name-input.tsx'
import { FadingPicture } from '../components/pictures/fading-picture.tsx'
import { acceptContents, droppedContents } from '../components/takes/take-drag.ts'
import { openExport } from '../state/bundle-dialogs.ts'
import { editName, useRenaming } from '../state/renaming.ts'
import { setView } from '../state/view.ts'
import styles from './sidebar.module.css'
import { texts } from './texts.ts'

/** The collections in the sidebar. Takes can be dropped on one, or on the heading to make a new one. */
export function Collections({ isLibrary }: { isLibrary: boolean }) {
  const drop = useDrop((ids) => void createCollection(ids))
  return (
    <>
      <div className={styles.heading} {...drop}>
        <h2>{texts.collections}</h2>
        <IconButton size="small" icon={Plus} label={texts.newCollection} onClick={() => void createCollection()} />
      </div>
      {useCollections().map((collection) => (
        <Entry key={collection.id} collection={collection} isLibrary={isLibrary} />
      ))}
    </>
  )
}

function Entry({ collection, isLibrary }: { collection: Collection; isLibrary: boolean }) {
  const { data } = useQuery(api.library.get.queryOptions())
  const isRenaming = useRenaming(({ id }) => id === collection.id)
  const isOpen = useOpenCollection()?.id === collection.id && isLibrary
  const drop = useDrop((ids) => void addToCollection(collection, ids))
  if (isRenaming) return <NameInput of={collection} onSave={(name) => void changeCollection(collection, { name })} />
  return (
    <div className={styles.saved} {...drop}>
      <Link
        to="/"
        search={{ query: queryOfCollection(collection), sort: 'collection', order: 'asc' }}
        className={styles.place}
        title={collection.note || undefined}
        aria-current={isOpen ? 'page' : undefined}
        activeProps={{}}
        activeOptions={{ exact: true }}
        onClick={() => setView({ sidebarOver: false })}
      >
        {collection.cover === null ? (
          <Icon of={ListVideo} />
        ) : (
          <span className={styles.cover} aria-hidden>
            <FadingPicture
              src={mediaUrl.poster(collection.cover)}
              isMissing={false}
              none={<Icon of={ListVideo} size={12} />}
            />
          </span>
        )}
        <span>{collection.name}</span>
        <span className={styles.count}>{formatCount(collection.count)}</span>
      </Link>
      <span className={styles.tools}>
        {data?.can.administer && (
          <IconButton
            size="small"
            icon={Package}
            label={texts.export(collection.name)}
            onClick={() =>
              openExport({ words: `“${collection.name}”`, selection: { collection_ids: [collection.id] } })
            }
          />
        )}
        <IconButton
          size="small"
          icon={Pencil}
          label={texts.rename(collection.name)}
          onClick={() => editName(collection.id)}
        />
        <IconButton
          size="small"
          icon={X}
          label={texts.remove(collection.name)}
          onClick={() => void removeCollection(collection)}
        />
      </span>
    </div>
  )
}

/** Returns the handlers and the state of a target of dragged takes. */
function useDrop(onDrop: (ids: string[]) => void) {
  const [isOver, setIsOver] = useState(false)
  return {
    'data-over': isOver || undefined,
    ...acceptContents(() => setIsOver(true)),
    onDragLeave: () => setIsOver(false),
    onDrop: (event: React.DragEvent) => {
      setIsOver(false)
      // Collections hold takes, no images.
      const ids = droppedContents(event).flatMap((content) => ('video_id' in content ? [content.video_id] : []))
      if (ids.length === 0) return
      event.preventDefault()
      onDrop(ids)
    },
  }
}
