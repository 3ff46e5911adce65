import { Menu } from '@mantine/core'
import { Image, ListMinus, ListPlus, Palette, Plus } from 'lucide-react'
import { colours } from '../../shared/colours.ts'
import {
  addToCollection,
  changeCollection,
  createCollection,
  takeOut,
} from '../components/collections/collection-actions.ts'
import { useCollections, useOpenCollection } from '../components/collections/use-collections.ts'
import { ColourDot } from '../components/labels/colour-control.tsx'
import { colourName, setColour } from '../components/labels/label.ts'
import { MenuItem, SubMenu } from '../components/menu.tsx'
import { texts } from './texts.ts'

/** The items of the menu of takes for their label and their collections. */
export function TakeCollectionItems({ ids }: { ids: readonly string[] }) {
  const collections = useCollections()
  const open = useOpenCollection()
  const only = ids.length === 1 ? ids[0] : undefined
  return (
    <>
      <SubMenu icon={Palette} label={texts.label}>
        {colours.map((colour) => (
          <Menu.Item
            key={colour}
            leftSection={<ColourDot colour={colour} />}
            onClick={() => void setColour('video', ids, colour)}
          >
            {colourName(colour)}
          </Menu.Item>
        ))}
        <MenuItem onClick={() => void setColour('video', ids, null)}>{texts.none}</MenuItem>
      </SubMenu>
      <SubMenu icon={ListPlus} label={texts.addToCollection}>
        {collections
          .filter(({ id }) => id !== open?.id)
          .map((collection) => (
            <MenuItem key={collection.id} onClick={() => void addToCollection(collection, ids)}>
              {collection.name}
            </MenuItem>
          ))}
        <MenuItem icon={Plus} onClick={() => void createCollection(ids)}>
          {texts.newCollection}
        </MenuItem>
      </SubMenu>
      {open && (
        <MenuItem icon={ListMinus} onClick={() => void takeOut(open, ids)}>
          {texts.takeOutOf(open.name)}
        </MenuItem>
      )}
      {open && only && (
        <MenuItem icon={Image} onClick={() => void changeCollection(open, { cover_id: only })}>
          {texts.useAsCover}
        </MenuItem>
      )}
    </>
  )
}
