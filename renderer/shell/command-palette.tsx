import { Spotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { Play, Search, Tag, Waypoints } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { quoted } from '../../shared/query/print-query.ts'
import { formatCount, formatDuration, formatWhen } from '../../shared/units.ts'
import { statusLabel } from '../components/executions/execution-labels.ts'
import { Icon } from '../components/icon.tsx'
import { keysNow, keyTable } from '../components/keys.ts'
import { ImagePicture } from '../components/pictures/image-picture.tsx'
import { Poster } from '../components/pictures/poster.tsx'
import { Shortcut } from '../components/shortcut.tsx'
import { useOpenTake } from '../components/takes/open-take.ts'
import { useOpenWorkflow } from '../components/workflows/open-workflow.ts'
import { useView } from '../state/view.ts'
import styles from './command-palette.module.css'
import { useCommands } from './commands.ts'
import { texts } from './texts.ts'
import { usePaletteResults } from './use-palette-results.ts'

/** Handled by Spotlight itself, so that the palette also opens over dialogs. */
export const paletteKeys = keyTable<undefined>('Anywhere', [
  { keys: 'Mod+K', label: texts.searchEverything, run: () => false },
])

/** An entry of the palette. */
interface Entry {
  key: string
  label: string
  before: ReactNode
  after?: ReactNode
  run: () => unknown
}

interface Group {
  label: string
  entries: readonly Entry[]
}

/** A palette that finds takes, images, workflows, runs, tags, commands and settings as one types. */
export function CommandPalette() {
  const [query, setQuery] = useState('')
  useView((view) => view.keys)
  const keys = paletteKeys.map(keysNow).join()
  const wanted = query.trim()
  const { groups: found, isAsking } = useFound(wanted)
  const groups = [...useCommandGroups(wanted), ...found].filter(({ entries }) => entries.length > 0)
  const list = useFirstSelected()
  const field = useRef<HTMLInputElement>(null)
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={keys || null}
      // A combination also works while a field has the focus, the search box first of all.
      tagsToIgnore={/Mod|Alt/.test(keys) ? [] : ['INPUT', 'TEXTAREA', 'SELECT']}
      scrollable
      maxHeight={420}
      // The field stays where it is when the number of results changes.
      centered={false}
      attributes={{ content: { 'aria-label': texts.searchEverything } }}
      overlayProps={{ blur: 0 }}
      // Letters that are typed at once belong to the field, not to the page below, where they are shortcuts.
      transitionProps={{ duration: 0 }}
      onSpotlightOpen={() => field.current?.focus()}
      onExitTransitionEnd={focusPage}
    >
      <Spotlight.Search
        ref={field}
        placeholder={texts.commandPalettePlaceholder}
        aria-label={texts.searchEverything}
        leftSection={<Icon of={Search} size={16} />}
      />
      <Spotlight.ActionsList ref={list}>
        {groups.map(({ label, entries }) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {entries.map((entry) => (
              <Spotlight.Action
                key={entry.key}
                label={entry.label}
                leftSection={entry.before}
                rightSection={entry.after}
                onClick={entry.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && !isAsking && <Spotlight.Empty>{texts.noResultsFor(wanted)}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** Returns the commands in whose names words begin with each typed word, settings apart. */
function useCommandGroups(wanted: string): Group[] {
  const typed = wanted.toLowerCase().split(/\s+/)
  const commands = useCommands().filter(({ label }) => {
    const words = label.toLowerCase().split(/\s+/)
    return typed.every((start) => words.some((word) => word.startsWith(start)))
  })
  const entries = commands.map((command) => ({
    key: command.id,
    label: command.label,
    before: <Icon of={command.icon} />,
    after: command.keys && <Shortcut id={`${command.onlyInLibrary ? texts.library : 'Anywhere'}: ${command.keys}`} />,
    run: command.run,
    isSetting: command.id.startsWith('settings') || command.id.startsWith('colours'),
  }))
  return [
    { label: texts.commands, entries: entries.filter(({ isSetting }) => !isSetting) },
    { label: texts.settings, entries: entries.filter(({ isSetting }) => isSetting) },
  ]
}

/** Returns what the library has for a text, in groups. */
function useFound(wanted: string): { groups: Group[]; isAsking: boolean } {
  const { takes, images, workflows, runs, tags, isAsking } = usePaletteResults(wanted)
  const navigate = useNavigate()
  const [openTake, openWorkflow] = [useOpenTake(), useOpenWorkflow()]
  const groups: Group[] = [
    {
      label: texts.takes,
      entries: takes.map((video) => ({
        key: video.id,
        label: video.name,
        before: <Thumb picture={<Poster video={video} small />} />,
        after: <Aside>{formatDuration(video.duration_seconds)}</Aside>,
        run: () => openTake(video.id),
      })),
    },
    {
      label: texts.images,
      entries: images.map((image) => ({
        key: image.id,
        label: image.name,
        before: <Thumb picture={<ImagePicture image={image} />} />,
        run: () => navigate({ to: '/images', search: { image: image.id } }),
      })),
    },
    {
      label: texts.workflows,
      entries: workflows.map((workflow) => ({
        key: workflow.id,
        label: workflow.name,
        before: <Icon of={Waypoints} />,
        run: () => openWorkflow(workflow.id),
      })),
    },
    {
      label: texts.runs,
      entries: runs.map((run) => ({
        key: run.id,
        label: `${run.workflow_name}, ${formatWhen(run.started_at)}`,
        before: <Icon of={Play} />,
        after: <Aside>{statusLabel(run.status)}</Aside>,
        run: () => openWorkflow(run.workflow_id, { run: run.id }),
      })),
    },
    {
      label: texts.tags,
      entries: tags.map(({ tag, count }) => ({
        key: tag,
        label: tag,
        before: <Icon of={Tag} />,
        after: <Aside>{formatCount(count, 'take')}</Aside>,
        run: () => navigate({ to: '/', search: { query: `tag:${quoted(tag)}` } }),
      })),
    },
  ]
  return { groups, isAsking }
}

function Thumb({ picture }: { picture: ReactNode }) {
  return <span className={styles.thumb}>{picture}</span>
}

function Aside({ children }: { children: ReactNode }) {
  return <span className={styles.aside}>{children}</span>
}

/** Focuses the list of the page if nothing has the focus, because a command may have opened another page. */
function focusPage(): void {
  const active = document.activeElement
  if (active && active !== document.body && !active.closest('.mantine-Spotlight-content')) return
  document.querySelector<HTMLElement>('main :is([role="grid"], [role="listbox"], [role="application"])')?.focus()
}

/**
 * Keeps the first entry selected until another one is chosen. Results arrive after typing, which can leave no entry
 * selected, so that Enter would do nothing.
 */
function useFirstSelected(): React.RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (list.current?.querySelector('[data-selected]')) return
    list.current?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  })
  return list
}
