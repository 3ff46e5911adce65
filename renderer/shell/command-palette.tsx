import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { formatDuration } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Icon } from '../components/icon.tsx'
import { formatKeys } from '../components/keys.ts'
import { Poster } from '../components/pictures/poster.tsx'
import { useOpenTake } from '../components/takes/open-take.ts'
import styles from './command-palette.module.css'
import { useCommands } from './commands.ts'

const mostTakes = 8

/** Handled by Spotlight itself, so that the palette also opens over dialogs. */
export const paletteKey = { keys: 'Mod+K', label: 'Search commands and takes' }

/** A palette to run a command or open a take by typing a part of its name. */
export function CommandPalette() {
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const commands = useCommands().filter(({ label }) => label.toLowerCase().includes(wanted))
  const { takes, isAsking } = useTakesByName(wanted)
  const open = useOpenTake()
  const list = useFirstSelected(wanted, takes.length)
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={paletteKey.keys}
      // Also while a field has the focus, the search box first of all.
      tagsToIgnore={[]}
      scrollable
      maxHeight={420}
      overlayProps={{ blur: 0 }}
      onExitTransitionEnd={focusPage}
    >
      <Spotlight.Search
        placeholder="Search commands and takes"
        aria-label="Command or take"
        leftSection={<Icon of={Search} size={16} />}
      />
      <Spotlight.ActionsList ref={list}>
        {commands.length > 0 && (
          <Spotlight.ActionsGroup label="Commands">
            {commands.map((command) => (
              <Spotlight.Action
                key={command.id}
                label={command.label}
                leftSection={<Icon of={command.icon} />}
                rightSection={command.keys && <kbd>{formatKeys(command.keys)}</kbd>}
                onClick={command.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {takes.length > 0 && (
          <Spotlight.ActionsGroup label="Takes">
            {takes.map((video) => (
              <Spotlight.Action
                key={video.id}
                label={video.name}
                leftSection={
                  <span className={styles.thumb}>
                    <Poster video={video} small />
                  </span>
                }
                rightSection={<span className={styles.duration}>{formatDuration(video.duration_seconds)}</span>}
                onClick={() => open(video.id)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {commands.length + takes.length === 0 && !isAsking && (
          <Spotlight.Empty>No results for “{query.trim()}”.</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** Focuses the list of the page if nothing has the focus, because a command may have opened another page. */
function focusPage(): void {
  const active = document.activeElement
  if (active && active !== document.body && !active.closest('.mantine-Spotlight-content')) return
  document.querySelector<HTMLElement>('main :is([role="grid"], [role="listbox"], [role="application"])')?.focus()
}

/**
 * Keeps the first entry selected until another one is chosen. Takes arrive after typing, which can leave no entry
 * selected, so that Enter would do nothing.
 */
function useFirstSelected(query: string, count: number): React.RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the entries can leave none selected
  useEffect(() => {
    if (list.current?.querySelector('[data-selected]')) return
    list.current?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  }, [query, count])
  return list
}

function useTakesByName(name: string) {
  const [settled] = useDebouncedValue(name, 120)
  const { data, isLoading } = useQuery({
    ...api.videos.list.queryOptions({ input: { search: settled, limit: mostTakes, count: false } }),
    enabled: settled !== '',
  })
  return { takes: settled === '' ? [] : (data?.items ?? []), isAsking: settled !== name || isLoading }
}
