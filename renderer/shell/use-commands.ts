import { useMantineColorScheme } from '@mantine/core'
import { useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import {
  Activity,
  Clapperboard,
  Copy,
  FileJson,
  Files,
  FolderPlus,
  GitFork,
  Keyboard,
  LayoutGrid,
  type LucideIcon,
  PanelLeft,
  PanelRight,
  Play,
  Rows3,
  Search,
  Settings,
  Undo2,
  Waypoints,
  Workflow,
} from 'lucide-react'
import { importFrom } from '../import/import-from.ts'
import { useIsLibrary } from '../library/filter.ts'
import { useOpenLineage } from '../lineage/lineage-search.ts'
import { undoStep } from '../state/undo.ts'
import { setView, toggleInspector, toggleSidebar } from '../state/view.ts'
import { chooseDefinitions } from '../workflows/import-definitions.ts'
import { useOpenWorkflow } from '../workflows/use-open-workflow.ts'
import { createWorkflow } from '../workflows/workflow-actions.ts'
import { openKeyHelp } from './key-help.tsx'
import { schemes } from './scheme-switch.tsx'
import { focusSearch } from './search-box.tsx'

/** Something that the window does, by the palette, by a key or by the system's menu. */
export interface Command {
  id: string
  label: string
  icon: LucideIcon
  /** As `Mod+Shift+I` or a sign. */
  keys?: string
  /** Its key means something else on other pages. */
  onlyInLibrary?: boolean
  run(): void
}

const plainCommands: Command[] = [
  { id: 'import-files', label: 'Import files…', icon: Files, keys: 'Mod+I', run: () => void importFrom('files') },
  {
    id: 'import-folder',
    label: 'Import a folder…',
    icon: FolderPlus,
    keys: 'Mod+Shift+I',
    run: () => void importFrom('folder'),
  },
  { id: 'find', label: 'Search takes', icon: Search, keys: '/', run: focusSearch },
  { id: 'undo', label: 'Undo', icon: Undo2, keys: 'Mod+Z', run: () => void undoStep() },
  { id: 'sidebar', label: 'Fold or unfold the sidebar', icon: PanelLeft, keys: '[', run: toggleSidebar },
  { id: 'inspector', label: 'Fold or unfold the inspector', icon: PanelRight, keys: ']', run: toggleInspector },
  { id: 'show-help', label: 'Show all keys', icon: Keyboard, keys: '?', run: openKeyHelp },
]

/** Everything that the palette offers. */
export function useCommands(): Command[] {
  const navigate = useNavigate()
  const { setColorScheme } = useMantineColorScheme()
  const isLibrary = useIsLibrary()
  const openWorkflow = useOpenWorkflow()
  const toLibrary = () => void (isLibrary || navigate({ to: '/', search: true }))
  const show = (layout: 'grid' | 'list') => () => {
    setView({ layout })
    toLibrary()
  }
  return [
    ...plainCommands,
    ...useTakeCommands(),
    { id: 'show-grid', label: 'Show as a grid', icon: LayoutGrid, keys: 'G', onlyInLibrary: true, run: show('grid') },
    { id: 'show-list', label: 'Show as a list', icon: Rows3, keys: 'L', onlyInLibrary: true, run: show('list') },
    {
      id: 'library',
      label: 'Go to the library',
      icon: Clapperboard,
      run: () => void navigate({ to: '/', search: {} }),
    },
    {
      id: 'workflows',
      label: 'Go to the workflows',
      icon: Waypoints,
      run: () => void navigate({ to: '/workflows', search: {} }),
    },
    {
      id: 'executions',
      label: 'Go to the executions',
      icon: Play,
      run: () => void navigate({ to: '/executions', search: {} }),
    },
    {
      id: 'failed-executions',
      label: 'Show failed executions',
      icon: Play,
      run: () => void navigate({ to: '/executions', search: { state: 'failed' } }),
    },
    {
      id: 'new-workflow',
      label: 'New workflow',
      icon: Waypoints,
      run: () => void createWorkflow().then((id) => openWorkflow(id)),
    },
    {
      id: 'import-workflow',
      label: 'Import a workflow definition…',
      icon: FileJson,
      run: () => chooseDefinitions(openWorkflow),
    },
    {
      id: 'analyses',
      label: 'Go to the analyses',
      icon: Activity,
      run: () => void navigate({ to: '/analyses', search: {} }),
    },
    {
      id: 'processing',
      label: 'Go to the processing',
      icon: Workflow,
      run: () => void navigate({ to: '/processing', search: {} }),
    },
    {
      id: 'duplicates',
      label: 'Go to the duplicates',
      icon: Copy,
      run: () => void navigate({ to: '/duplicates', search: {} }),
    },
    {
      id: 'settings',
      label: 'Settings',
      icon: Settings,
      run: () => void navigate({ to: '/settings', search: {} }),
    },
    ...schemes.map(({ value, name, icon }) => ({
      id: `colours-${value}`,
      label: `Colours: ${name.toLowerCase()}`,
      icon,
      run: () => setColorScheme(value),
    })),
  ]
}

/** What concerns the take whose page is shown. */
function useTakeCommands(): Command[] {
  const { id } = useParams({ strict: false })
  const isTake = useRouterState({ select: (state) => state.location.pathname.startsWith('/videos/') })
  const openLineage = useOpenLineage()
  if (!isTake || id === undefined) return []
  return [{ id: 'lineage', label: 'Lineage of this take', icon: GitFork, run: () => openLineage(id) }]
}
