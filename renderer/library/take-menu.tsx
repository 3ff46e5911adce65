import { Menu, Portal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Combine, FolderOpen, Pencil, Play, RefreshCw, Trash2 } from 'lucide-react'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Icon } from '../components/icon.tsx'
import { removeTakes } from '../components/remove-takes.ts'
import { revealTake } from '../components/reveal-take.ts'
import { askConvert, askStitch } from '../processing/making.ts'
import { startRenaming } from '../state/renaming.ts'
import { useSelection } from '../state/selection.ts'
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
