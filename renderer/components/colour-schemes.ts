import type { MantineColorScheme } from '@mantine/core'
import { type LucideIcon, Monitor, Moon, Sun } from 'lucide-react'
import { texts } from './texts.ts'

/** The colour schemes of the window; the first is the default. */
export const colourSchemes: readonly { value: MantineColorScheme; name: string; icon: LucideIcon }[] = [
  { value: 'dark', name: texts.dark, icon: Moon },
  { value: 'light', name: texts.light, icon: Sun },
  { value: 'auto', name: texts.sameAsSystem, icon: Monitor },
]
