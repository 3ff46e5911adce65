import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { formatDuration } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Icon } from '../components/icon.tsx'
import { formatKeys } from '../components/keys.ts'
import { Poster } from '../components/poster.tsx'
import { useOpenTake } from '../library/filter.ts'
import styles from './command-palette.module.css'
import { useCommands } from './use-commands.ts'

const mostTakes = 8

/** Everything that can be done, and every take by its name, a few letters away. */
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
      shortcut="mod + K"
      scrollable
      maxHeight={420}
      overlayProps={{ blur: 0 }}
      onExitTransitionEnd={focusPage}
    >
      <Spotlight.Search
        placeholder="What to do, or the name of a take"
        aria-label="Command or name of a take"
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
          <Spotlight.Empty>No command and no take is called “{query.trim()}”.</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** A command may have led to another page, and what had the keys before is gone: what that page lists takes them. */
function focusPage(): void {
  const active = document.activeElement
  if (active && active !== document.body && !active.closest('.mantine-Spotlight-content')) return
  document.querySelector<HTMLElement>('main :is([role="grid"], [role="listbox"], [role="application"])')?.focus()
}

/** Enter takes the first entry until somebody chose another: the takes come in after the letters that asked for them. */
function useFirstSelected(query: string, count: number): React.RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other entries are what may leave none selected
  useEffect(() => {
    if (list.current?.querySelector('[data-selected]')) return
    list.current?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  }, [query, count])
  return list
}

function useTakesByName(name: string) {
  const [settled] = useDebouncedValue(name, 120)
  const { data, isLoading } = useQuery({
    ...api.videos.list.queryOptions({ input: { search: settled, limit: mostTakes } }),
    enabled: settled !== '',
  })
  return { takes: settled === '' ? [] : (data?.items ?? []), isAsking: settled !== name || isLoading }
}
