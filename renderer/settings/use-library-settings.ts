import { useQuery } from '@tanstack/react-query'
import type { LibrarySettings, SettingsChange } from '../../shared/contract/settings.ts'
import { api, client, queryClient } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { changeInOrder } from './change-in-order.ts'

/** Returns the settings of the library, undefined until they are loaded, and a function that changes parts of them. */
export function useLibrarySettings(): { now: LibrarySettings | undefined; change: (changed: SettingsChange) => void } {
  const { data } = useQuery(api.settings.get.queryOptions())
  const change = (changed: SettingsChange) => {
    // The next key press counts from this choice, before the library has answered. A fetch under way would show the
    // state before it, and the next choice would store that.
    void queryClient.cancelQueries({ queryKey: api.settings.get.key() })
    queryClient.setQueryData(api.settings.get.queryKey(), (before) => before && { ...before, ...changed })
    changeInOrder(
      () => client.settings.change(changed),
      (error) => {
        showError(error)
        void queryClient.invalidateQueries({ queryKey: api.settings.key() })
      },
    )
  }
  return { now: data, change }
}
