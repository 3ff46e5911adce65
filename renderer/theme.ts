import { createTheme, type MantineColorsTuple } from '@mantine/core'
import { texts } from './texts.ts'

/** Mantine expects ten shades. Ours are roles that differ between the schemes, so each shade refers to a variable. */
const accent: MantineColorsTuple = [
  'var(--accent-wash)',
  'var(--accent-wash)',
  'var(--accent-wash)',
  'var(--accent)',
  'var(--accent)',
  'var(--accent)',
  'var(--accent-fill)',
  'var(--accent-fill)',
  'var(--accent-fill)',
  'var(--accent-fill-hover)',
]

const close = { 'aria-label': texts.close }
const fade = (duration: number) => ({ transition: 'fade', duration }) as const

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.4' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '5px', md: '7px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 450, transitionProps: { duration: 120 }, withArrow: false, offset: 6 } },
    Menu: { defaultProps: { transitionProps: fade(120), offset: 6 } },
    Popover: { defaultProps: { transitionProps: fade(120), offset: 6 } },
    Modal: { defaultProps: { transitionProps: fade(140), centered: true, closeButtonProps: close } },
    Drawer: { defaultProps: { closeButtonProps: close } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
  },
})
