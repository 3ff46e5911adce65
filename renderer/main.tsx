import '@fontsource-variable/inter/wght.css'
import './base.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './theme.css'
import './theme-controls.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { queryClient } from './client.ts'
import { filterOf, libraryPart } from './components/takes/library-search.ts'
import { readNewest } from './components/takes/newest-takes.ts'
import { router } from './router.tsx'
import { followLibrary, useConnection } from './state/live.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id “root”.')

/** The longest time that the first frame waits for the library; without it, the page shows what it is waiting for. */
const longestWaitMs = 250

/**
 * Waits until the library announces changes, so that nothing has to be read again for those that came before, and reads
 * the first takes: the first frame shows them, and the page is not drawn twice.
 */
async function readFirst(): Promise<void> {
  if (useConnection.getState().state === 'connecting')
    await new Promise<void>((resolve) => {
      const stop = useConnection.subscribe(() => {
        stop()
        resolve()
      })
    })
  const { pathname, search } = router.state.location
  if (pathname === '/') await readNewest(queryClient, filterOf(libraryPart(search)))
}

void followLibrary()
// Errors are ignored here: the page reads again and shows them.
const first = readFirst().catch(() => undefined)
await Promise.race([first, new Promise((resolve) => window.setTimeout(resolve, longestWaitMs))])
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
