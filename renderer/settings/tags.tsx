import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { CountedTag } from '../../shared/contract/tags.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { NameInput } from '../components/name-input.tsx'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/offer-undo.ts'
import { editName, useRenaming } from '../state/renaming.ts'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

const step = 50

/** Renames a tag on all takes and images, with Undo; one that exists already is merged with it. */
async function renameTag(tag: string, to: string): Promise<void> {
  const renamed = await client.tags.rename({ tag, to }).catch(showError)
  if (!renamed) return
  const words = renamed.merged ? texts.mergedWith(tag, to) : texts.renamedTo(to)
  offerUndo(texts.tagOnItems(words, formatCount(renamed.changed, 'item')), () => client.tags.change(renamed.undo))
}

/** The tags of the library, to rename and merge. */
export function Tags() {
  const [limit, setLimit] = useState(step)
  const { data } = useQuery({
    ...api.tags.list.queryOptions({ input: { limit } }),
    placeholderData: keepPreviousData,
  })
  return (
    <section className={styles.part} aria-labelledby="tags">
      <h2 id="tags">{texts.tags}</h2>
      <p>{data?.total === 0 ? texts.noTagsYet : texts.renamingTags}</p>
      {data && data.total > 0 && (
        <ul className={styles.folders}>
          {data.items.map((item) => (
            <TagRow key={item.tag} item={item} />
          ))}
        </ul>
      )}
      {data && data.total > data.items.length && (
        <Button onClick={() => setLimit(Math.min(1000, limit + step))}>{texts.showMore}</Button>
      )}
    </section>
  )
}

function TagRow({ item: { tag, count } }: { item: CountedTag }) {
  const id = `tag-${tag}`
  const isRenaming = useRenaming((renaming) => renaming.id === id)
  return (
    <li className={styles.tag}>
      {isRenaming ? (
        <NameInput of={{ id, name: tag }} onSave={(name) => void renameTag(tag, name)} />
      ) : (
        <>
          <b>{tag}</b>
          <span>{formatCount(count, 'item')}</span>
          <IconButton icon={Pencil} label={texts.rename(tag)} onClick={() => editName(id)} />
        </>
      )}
    </li>
  )
}
