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
import { followLibrary } from './state/live.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id “root”.')

void followLibrary()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
