import { Menu, Portal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Combine, FolderOpen, Pencil, Play, RefreshCw, Star, Tag, Trash2 } from 'lucide-react'
import { ratings } from '../../shared/tags.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Icon } from '../components/icon.tsx'
import { removeTakes } from '../components/remove-takes.ts'
import { revealTake } from '../components/reveal-take.ts'
import { askConvert, askStitch } from '../processing/making.ts'
import { startRenaming } from '../state/renaming.ts'
import { useSelection } from '../state/selection.ts'
import { startTagging } from '../state/tagging.ts'
import { rateTakes } from '../tagging/rate-takes.ts'
import { starWords } from '../tagging/rating-words.ts'
import { Stars } from '../tagging/stars.tsx'
import { useOpenTake } from './filter.ts'

/** Where the pointer was, in pixels of the window. */
export interface MenuPlace {
  x: number
  y: number
}

/** What can be done with the selection, at the pointer. */
export function TakeMenu({ place, onClose }: { place: MenuPlace; onClose(): void }) {
  const open = useOpenTake()
  const library = useQuery(api.library.get.queryOptions())
  const ids = [...useSelection((selection) => selection.ids)]
  const only = ids.length === 1 ? ids[0] : undefined
  return (
    // What scrolls is contained, so a place in the window has to be named outside of it.
    <Portal>
      <Menu opened onClose={onClose} position="bottom-start" width={220}>
        <Menu.Target>
          <span style={{ position: 'fixed', left: place.x, top: place.y }} />
        </Menu.Target>
        <Menu.Dropdown aria-label="Take">
          {only && (
            <>
              <Menu.Item leftSection={<Icon of={Play} />} rightSection={<kbd>Enter</kbd>} onClick={() => open(only)}>
                Open
              </Menu.Item>
              {library.data?.can.reveal && (
                <Menu.Item leftSection={<Icon of={FolderOpen} />} onClick={() => void revealTake(only)}>
                  Reveal in folder
                </Menu.Item>
              )}
              <Menu.Item
                leftSection={<Icon of={Pencil} />}
                rightSection={<kbd>F2</kbd>}
                onClick={() => startRenaming(only)}
              >
                Rename
              </Menu.Item>
              <Menu.Item leftSection={<Icon of={RefreshCw} />} onClick={() => askConvert(only)}>
                Convert…
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Sub position="right-start">
            <Menu.Sub.Target>
              <Menu.Sub.Item leftSection={<Icon of={Star} />}>Rating</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown aria-label="Rating">
              {[...ratings.toReversed(), null].map((rating) => (
                <Menu.Item
                  key={rating}
                  aria-label={rating === null ? 'None' : starWords(rating)}
                  rightSection={<kbd>{rating ?? 0}</kbd>}
                  onClick={() => void rateTakes(ids, rating)}
                >
                  {rating === null ? 'None' : <Stars rating={rating} size={13} />}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
          <Menu.Item leftSection={<Icon of={Tag} />} rightSection={<kbd>T</kbd>} onClick={startTagging}>
            Tags…
          </Menu.Item>
          <Menu.Divider />
          {ids.length > 1 && (
            <Menu.Item leftSection={<Icon of={Combine} />} onClick={() => askStitch(ids)}>
              Stitch {formatCount(ids.length, 'take')}…
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<Icon of={Trash2} />}
            rightSection={<kbd>Del</kbd>}
            onClick={() => void removeTakes(ids)}
          >
            {only ? 'Remove from library' : `Remove ${formatCount(ids.length, 'take')} from library`}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Portal>
  )
}
