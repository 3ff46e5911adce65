import { Popover, type PopoverProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

interface DropDownProps extends Pick<PopoverProps, 'position' | 'width'> {
  /** Screen-reader name of the popover. */
  label: string
  /** Contents of the button. */
  face: ReactNode
  look?: Pick<Parameters<typeof Button>[0], 'variant' | 'size' | 'icon'>
  isOpen: boolean
  onChange: (isOpen: boolean) => void
  /** Class of the popover. */
  className: string | undefined
  children: ReactNode
}

/** A button that opens a popover of controls; the focus stays inside until it closes. */
export function DropDown({ label, face, look, isOpen, onChange, className, children, ...rest }: DropDownProps) {
  return (
    <Popover opened={isOpen} onChange={onChange} trapFocus returnFocus {...rest}>
      <Popover.Target>
        <Button {...look} aria-expanded={isOpen} aria-haspopup="dialog" onClick={() => onChange(!isOpen)}>
          {face}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} className={className ?? ''}>
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}
