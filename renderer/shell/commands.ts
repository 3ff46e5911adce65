import { useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type UseNavigateResult, useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import {
  Activity,
  ChartColumn,
  Clapperboard,
  Copy,
  FileJson,
  Files,
  Film,
  FolderPlus,
  GitFork,
  History,
  Keyboard,
  LayoutGrid,
  LibraryBig,
  ListPlus,
  type LucideIcon,
  Network,
  Package,
  PackageOpen,
  PanelLeft,
  PanelRight,
  Play,
  Redo2,
  Rows3,
  Search,
  Settings,
  Sparkles,
  Trash2,
  Undo2,
  Waypoints,
  Workflow,
} from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { api, type MenuCommand } from '../client.ts'
import { exportTakes } from '../components/bundles/export-takes.ts'
import { createCollection } from '../components/collections/collection-actions.ts'
import { colourSchemes } from '../components/colour-schemes.ts'
import { importFrom } from '../components/import/import-from.ts'
import { type KeyBinding, keysNow, keyTable } from '../components/keys.ts'
import { addDemo, openLibrary } from '../components/library-actions.ts'
import { showNotice } from '../components/notice.tsx'
import { redoLast, undoLast } from '../components/offer-undo.ts'
import { openServerDialog } from '../components/open-server-dialog.tsx'
import { useOpenLineage } from '../components/takes/open-lineage.ts'
import { useIsLibrary } from '../components/takes/open-take.ts'
import { useKeys } from '../components/use-keys.ts'
import { useOpenWorkflow } from '../components/workflows/open-workflow.ts'
import { createWorkflow } from '../components/workflows/workflow-actions.ts'
import { settingsParts } from '../settings/settings-parts.ts'
import { openBundleImport, openExport } from '../state/bundle-dialogs.ts'
import { openNewTimeline } from '../state/new-timeline.ts'
import { useSelection } from '../state/selection.ts'
import { setView, toggleInspector, toggleSidebar, useView } from '../state/view.ts'
import { chooseDefinitions } from '../workflows/import-definitions.ts'
import { openKeyHelp } from './key-help.tsx'
import { focusSearch } from './search-box.tsx'
import { texts } from './texts.ts'

/** The state and functions that commands act on. */
interface Surroundings {
  navigate: UseNavigateResult<string>
  setColorScheme: ReturnType<typeof useMantineColorScheme>['setColorScheme']
  openWorkflow: (id: string | undefined) => void
  openLineage: ReturnType<typeof useOpenLineage>
  isLibrary: boolean
  /** Id of the take whose page is open. */
  videoId: string | undefined
}

/** A command that can be run from the palette, by its key, or from the system's menu. */
export interface Command extends Pick<KeyBinding<Surroundings>, 'label'> {
  id: string
  icon: LucideIcon
  keys?: string
  /** Its key has another meaning on other pages. */
  onlyInLibrary?: true
  run: (surroundings: Surroundings) => unknown
}

function show(layout: 'grid' | 'list') {
  return ({ isLibrary, navigate }: Surroundings) => {
    setView({ layout })
    if (!isLibrary) void navigate({ to: '/', search: true })
  }
}

function exportSelected({ videoId }: Surroundings): unknown {
  const ids = videoId === undefined ? [...useSelection.getState().ids] : [videoId]
  return ids.length > 0 ? exportTakes(ids) : showNotice(texts.selectTheTakesTo)
}

const commands: readonly Command[] = [
  { id: 'import-files', label: texts.importFiles, icon: Files, keys: 'Mod+I', run: () => importFrom('files') },
  {
    id: 'import-folder',
    label: texts.importAFolder,
    icon: FolderPlus,
    keys: 'Mod+Shift+I',
    run: () => importFrom('folder'),
  },
  { id: 'import-bundle', label: texts.importABundle, icon: PackageOpen, run: () => openBundleImport() },
  { id: 'export-library', label: texts.exportTheLibrary, icon: Package, run: () => openExport() },
  { id: 'export-selection', label: texts.exportTheSelectedTakes, icon: Package, run: exportSelected },
  { id: 'add-demo', label: texts.addTheDemo, icon: Sparkles, run: addDemo },
  { id: 'open-library', label: texts.openAnotherLibrary, icon: LibraryBig, run: () => openLibrary({ folder: null }) },
  { id: 'open-server', label: texts.openALibraryOn, icon: Network, run: openServerDialog },
  { id: 'new-collection', label: texts.newCollection, icon: ListPlus, run: () => createCollection() },
  { id: 'find', label: texts.searchTakes, icon: Search, keys: '/', run: focusSearch },
  { id: 'undo', label: texts.undo, icon: Undo2, keys: 'Mod+Z', run: () => undoLast() },
  { id: 'redo', label: texts.redo, icon: Redo2, keys: 'Mod+Shift+Z', run: () => redoLast() },
  { id: 'sidebar', label: texts.hideOrShowThe, icon: PanelLeft, keys: '[', run: toggleSidebar },
  { id: 'inspector', label: texts.hideOrShowTheInspector, icon: PanelRight, keys: ']', run: toggleInspector },
  { id: 'show-help', label: texts.showKeyboardShortcuts, icon: Keyboard, keys: '?', run: openKeyHelp },
  {
    id: 'lineage',
    label: texts.showLineage,
    icon: GitFork,
    run: ({ videoId, openLineage }) => videoId !== undefined && openLineage({ video_id: videoId }),
  },
  { id: 'show-grid', label: texts.showAsAGrid, icon: LayoutGrid, keys: 'G', onlyInLibrary: true, run: show('grid') },
  { id: 'show-list', label: texts.showAsAList, icon: Rows3, keys: 'L', onlyInLibrary: true, run: show('list') },
  {
    id: 'library',
    label: texts.goToLibrary,
    icon: Clapperboard,
    run: ({ navigate }) => navigate({ to: '/', search: {} }),
  },
  {
    id: 'workflows',
    label: texts.goToWorkflows,
    icon: Waypoints,
    run: ({ navigate }) => navigate({ to: '/workflows', search: {} }),
  },
  {
    id: 'executions',
    label: texts.goToRuns,
    icon: Play,
    run: ({ navigate }) => navigate({ to: '/executions', search: {} }),
  },
  {
    id: 'failed-executions',
    label: texts.showFailedRuns,
    icon: Play,
    run: ({ navigate }) => navigate({ to: '/executions', search: { state: 'failed' } }),
  },
  {
    id: 'new-workflow',
    label: texts.newWorkflow,
    icon: Waypoints,
    run: ({ openWorkflow }) => createWorkflow().then(openWorkflow),
  },
  {
    id: 'import-workflow',
    label: texts.importAWorkflowDefinition,
    icon: FileJson,
    run: ({ openWorkflow }) => chooseDefinitions(openWorkflow),
  },
  {
    id: 'analyses',
    label: texts.goToAnalyses,
    icon: Activity,
    run: ({ navigate }) => navigate({ to: '/analyses', search: {} }),
  },
  {
    id: 'processing',
    label: texts.goToProcessing,
    icon: Workflow,
    run: ({ navigate }) => navigate({ to: '/processing', search: {} }),
  },
  {
    id: 'timelines',
    label: texts.goToTimelines,
    icon: Film,
    run: ({ navigate }) => navigate({ to: '/timelines', search: {} }),
  },
  {
    id: 'new-timeline',
    label: texts.newTimeline,
    icon: Film,
    run: ({ videoId }) => videoId !== undefined && openNewTimeline(videoId),
  },
  {
    id: 'duplicates',
    label: texts.goToDuplicates,
    icon: Copy,
    run: ({ navigate }) => navigate({ to: '/duplicates', search: {} }),
  },
  {
    id: 'statistics',
    label: texts.goToStatistics,
    icon: ChartColumn,
    run: ({ navigate }) => navigate({ to: '/statistics', search: {} }),
  },
  {
    id: 'history',
    label: texts.goToHistory,
    icon: History,
    run: ({ navigate }) => navigate({ to: '/history', search: {} }),
  },
  {
    id: 'take-history',
    label: texts.showHistoryOfThis,
    icon: History,
    run: ({ videoId, navigate }) => videoId !== undefined && navigate({ to: '/history', search: { of: videoId } }),
  },
  {
    id: 'trash',
    label: texts.goToTrash,
    icon: Trash2,
    run: ({ navigate }) => navigate({ to: '/trash', search: {} }),
  },
  {
    id: 'settings',
    label: texts.settings,
    icon: Settings,
    run: ({ navigate }) => navigate({ to: '/settings', search: {} }),
  },
  ...settingsParts.map(
    ({ id, title }): Command => ({
      id: `settings-${id}`,
      label: texts.settingsOf(title.toLowerCase()),
      icon: Settings,
      run: ({ navigate }) => navigate({ to: '/settings', search: {}, hash: id }),
    }),
  ),
  ...colourSchemes.map(
    ({ value, name, icon }): Command => ({
      id: `colours-${value}`,
      label: texts.colours(name.toLowerCase()),
      icon,
      run: ({ setColorScheme }) => setColorScheme(value),
    }),
  ),
]

/** The command of a key binding. */
interface CommandKeys extends KeyBinding<Surroundings> {
  command: string
}

const keysOfCommands = (inLibrary: boolean) =>
  commands.flatMap(({ keys, onlyInLibrary = false, label, run, id }) =>
    keys && onlyInLibrary === inLibrary ? [{ keys, label, run, command: id }] : [],
  )

/** Keys that work on every page. */
export const everywhereKeys = keyTable<Surroundings, CommandKeys>('Anywhere', keysOfCommands(false))
/** Keys of commands that work in the library only. */
export const libraryKeys = keyTable<Surroundings, CommandKeys>('Library', keysOfCommands(true))

/** Items of the system's menu that show the keys of a command. */
const ofMenu = ['import-files', 'import-folder', 'find', 'show-grid', 'show-list', 'show-help'] as const

/** Returns the keys that a person chose for the items of the menu, by command. */
function chosenMenuKeys(): Partial<Record<MenuCommand, string>> {
  const rows = [...everywhereKeys, ...libraryKeys]
  const chosen = ofMenu.flatMap((name) => {
    const row = rows.find(({ command }) => command === name)
    return row && keysNow(row) !== row.keys ? [[name, keysNow(row)]] : []
  })
  return Object.fromEntries(chosen)
}

/**
 * Returns whether the page handles a key itself. In the desktop window, the system's menu handles the combinations of
 * its items with Ctrl or ⌘, and sends their commands to the page.
 */
function isOfPage(row: CommandKeys): boolean {
  const isOfMenu = window.rushes !== undefined && ofMenu.some((name) => name === row.command)
  return !isOfMenu || !keysNow(row).includes('Mod+')
}

function useSurroundings(): Surroundings {
  const { id } = useParams({ strict: false })
  const isTake = useRouterState({ select: (state) => state.location.pathname.startsWith('/videos/') })
  return {
    navigate: useNavigate(),
    setColorScheme: useMantineColorScheme().setColorScheme,
    openWorkflow: useOpenWorkflow(),
    openLineage: useOpenLineage(),
    isLibrary: useIsLibrary(),
    videoId: isTake ? id : undefined,
  }
}

/** Commands that are offered in the desktop window only. */
const ofWindow = new Set(['open-library', 'open-server'])

/** Commands of those who may administer the library. */
const ofAdministrators = new Set(['import-bundle', 'export-library', 'export-selection'])

/** Commands that are offered on the page of a take only. */
const ofTake = new Set(['lineage', 'new-timeline', 'take-history'])

/** Lists the commands of the palette on this page, ready to run. */
export function useCommands(): (Omit<Command, 'run'> & { run: () => unknown })[] {
  const surroundings = useSurroundings()
  const { data } = useQuery(api.library.get.queryOptions())
  return (
    commands
      .filter(({ id }) => !ofAdministrators.has(id) || data?.can.administer)
      .filter(({ id }) => !ofTake.has(id) || surroundings.videoId !== undefined)
      // A browser shows the library of its server.
      .filter(({ id }) => !ofWindow.has(id) || window.rushes !== undefined)
      .map((command) => ({ ...command, run: () => command.run(surroundings) }))
  )
}

/** Runs commands on key presses and from the system's menu. */
export function useShortcuts(): void {
  const surroundings = useSurroundings()
  const rows = surroundings.isLibrary ? [...everywhereKeys, ...libraryKeys] : everywhereKeys
  useKeys(rows.filter(isOfPage), surroundings)
  const keys = useView((view) => view.keys)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu shows the keys that were chosen
  useEffect(() => void window.rushes?.setMenuKeys(chosenMenuKeys()), [keys])
  const onCommand = useEffectEvent((id: string) => commands.find((command) => command.id === id)?.run(surroundings))
  useEffect(() => window.rushes?.onCommand((id) => onCommand(id)), [])
}
