import type { MantineColorScheme } from '@mantine/core'
import { type LucideIcon, Monitor, Moon, Sun } from 'lucide-react'

/** The colour schemes of the window; the first is the default. */
export const colourSchemes: readonly { value: MantineColorScheme; name: string; icon: LucideIcon }[] = [
  { value: 'dark', name: 'Dark', icon: Moon },
  { value: 'light', name: 'Light', icon: Sun },
  { value: 'auto', name: 'Same as system', icon: Monitor },
]
