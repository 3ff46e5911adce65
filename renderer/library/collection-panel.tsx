import { Pencil, Trash2 } from 'lucide-react'
import type { Collection } from '../../shared/contract/collections.ts'
import { formatCount, formatWhen } from '../../shared/units.ts'
import { mediaUrl } from '../client.ts'
import { ButtonLink } from '../components/button.tsx'
import { changeCollection, queryOfCollection, removeCollection } from '../components/collections/collection-actions.ts'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { NoteField } from '../components/labels/note-field.tsx'
import { Buttons, Hint, Panel, Preview } from '../components/panel.tsx'
import { FadingPicture } from '../components/pictures/fading-picture.tsx'
import { editName } from '../state/renaming.ts'
import { setView } from '../state/view.ts'
import { texts } from './texts.ts'

/** The inspector of a collection: cover, name, note and count. */
export function CollectionPanel({ collection }: { collection: Collection }) {
  const { id, name, count, note, cover, created_at } = collection
  const rename = () => {
    setView({ sidebarOpen: true })
    editName(id)
  }
  return (
    <Panel
      preview={
        cover !== null && (
          <Preview ratio={16 / 9}>
            <FadingPicture src={mediaUrl.poster(cover)} isMissing={false} none={null} />
          </Preview>
        )
      }
      title={name}
      actions={
        <>
          <IconButton icon={Pencil} label={texts.rename} onClick={rename} />
          <IconButton icon={Trash2} label={texts.removeCollection} onClick={() => void removeCollection(collection)} />
        </>
      }
    >
      <NoteField
        key={id}
        label={texts.noteOnTheCollection}
        placeholder={texts.addANote}
        note={note}
        onSave={(text) => void changeCollection(collection, { note: text })}
      />
      <FactList
        facts={[
          [texts.takes, formatCount(count)],
          [texts.created, formatWhen(created_at)],
        ]}
      />
      {count > 0 && (
        <Buttons>
          <ButtonLink to="/analyses" search={{ by: 'configuration', takes: queryOfCollection(collection) }}>
            {texts.compareAnalyses}
          </ButtonLink>
        </Buttons>
      )}
      <Hint>{count === 0 ? texts.addHint : texts.moveHint}</Hint>
    </Panel>
  )
}
