import { Menu, Portal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import {
  Combine,
  Copy,
  ExternalLink,
  FileInput,
  FileOutput,
  FileText,
  FileX,
  Film,
  FolderOpen,
  Package,
  Pencil,
  Play,
  RefreshCw,
  Star,
  Tag,
  Trash2,
} from 'lucide-react'
import { ratings } from '../../shared/tags.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { exportTakes } from '../components/bundles/export-takes.ts'
import { MenuItem, SubMenu } from '../components/menu.tsx'
import { rate } from '../components/tags/rate.ts'
import { starLabel } from '../components/tags/rating-labels.ts'
import { Stars } from '../components/tags/stars.tsx'
import { useOpenTake } from '../components/takes/open-take.ts'
import { removeTakes } from '../components/takes/remove-takes.ts'
import { readSidecars, writeSidecars } from '../components/takes/sidecars.ts'
import { copyPath, openWithProgram, revealTake } from '../components/takes/take-files.ts'
import { openNewTimeline } from '../state/new-timeline.ts'
import { maxStitched, openConvertDialog, openStitchDialog } from '../state/processing-dialog.ts'
import { openRemoval } from '../state/removal.ts'
import { startRenaming } from '../state/renaming.ts'
import { useSelection } from '../state/selection.ts'
import { startTagging } from '../state/tagging.ts'
import { TakeCollectionItems } from './take-collections.tsx'
import { texts } from './texts.ts'

/** Position of the pointer, in pixels of the window. */
export interface MenuPosition {
  x: number
  y: number
}

/** The context menu of the selected takes. */
export function TakeMenu({ place, onClose }: { place: MenuPosition; onClose(): void }) {
  const open = useOpenTake()
  const library = useQuery(api.library.get.queryOptions())
  const ids = [...useSelection((selection) => selection.ids)]
  const only = ids.length === 1 ? ids[0] : undefined
  return (
    // A portal, because the scrolling element has CSS containment, in which fixed positions are not relative to the
    // window.
    <Portal>
      <Menu opened onClose={onClose} position="bottom-start" width={220}>
        <Menu.Target>
          <span style={{ position: 'fixed', left: place.x, top: place.y }} />
        </Menu.Target>
        <Menu.Dropdown aria-label={texts.take}>
          {only && (
            <>
              <MenuItem icon={Play} shortcut="Lists: Enter" onClick={() => open(only)}>
                {texts.open}
              </MenuItem>
              {library.data?.can.reveal && (
                <MenuItem icon={FolderOpen} onClick={() => void revealTake(only)}>
                  {texts.showInFolder}
                </MenuItem>
              )}
              {library.data?.can.open && (
                <MenuItem icon={ExternalLink} onClick={() => void openWithProgram(only)}>
                  {texts.openWithAnotherProgram}
                </MenuItem>
              )}
              <MenuItem icon={Copy} onClick={() => void copyPath(only)}>
                {texts.copyPath}
              </MenuItem>
              <MenuItem icon={Pencil} shortcut="Library: F2" onClick={() => startRenaming(only)}>
                {texts.rename}
              </MenuItem>
              <MenuItem icon={RefreshCw} onClick={() => openConvertDialog(only)}>
                {texts.convertEllipsis}
              </MenuItem>
              <MenuItem icon={Film} shortcut="Library: Shift+N" onClick={() => openNewTimeline(only)}>
                {texts.newTimeline}
              </MenuItem>
              <Menu.Divider />
            </>
          )}
          <SubMenu icon={Star} label={texts.rating}>
            {[...ratings.toReversed(), null].map((rating) => (
              <MenuItem
                key={rating}
                aria-label={rating === null ? texts.none : starLabel(rating)}
                shortcut={rating ?? 0}
                onClick={() => void rate('video', ids, rating)}
              >
                {rating === null ? texts.none : <Stars rating={rating} size={13} />}
              </MenuItem>
            ))}
          </SubMenu>
          <MenuItem icon={Tag} shortcut="Rating and tags: T" onClick={startTagging}>
            {texts.tagsEllipsis}
          </MenuItem>
          <TakeCollectionItems ids={ids} />
          {library.data?.can.administer && (
            <MenuItem icon={Package} onClick={() => exportTakes(ids)}>
              {texts.exportABundle}
            </MenuItem>
          )}
          <SubMenu icon={FileText} label={texts.sidecars}>
            {library.data?.can.administer && (
              <MenuItem icon={FileOutput} onClick={() => void writeSidecars('video', ids)}>
                {texts.writeXmpSidecars}
              </MenuItem>
            )}
            <MenuItem icon={FileInput} onClick={() => void readSidecars('video', ids)}>
              {texts.readSidecars}
            </MenuItem>
          </SubMenu>
          <Menu.Divider />
          {ids.length > 1 && ids.length <= maxStitched && (
            <MenuItem icon={Combine} onClick={() => openStitchDialog(ids)}>
              {texts.stitchEllipsis(formatCount(ids.length, 'take'))}
            </MenuItem>
          )}
          <MenuItem icon={Trash2} shortcut="Library: Delete" onClick={() => void removeTakes(ids)}>
            {only ? texts.removeFromLibrary : texts.removeTakesFromLibrary(formatCount(ids.length, 'take'))}
          </MenuItem>
          {library.data?.can.administer && (
            <MenuItem icon={FileX} onClick={() => removeWithFiles(ids)}>
              {texts.removeWith} {only ? texts.theFile : texts.theFiles}…
            </MenuItem>
          )}
        </Menu.Dropdown>
      </Menu>
    </Portal>
  )
}

function removeWithFiles(ids: readonly string[]): void {
  openRemoval({ noun: 'take', count: ids.length, remove: () => removeTakes(ids, { delete_file: true }) })
}
