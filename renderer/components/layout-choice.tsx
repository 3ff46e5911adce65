import { SegmentedControl } from '@mantine/core'
import { LayoutGrid, Rows3 } from 'lucide-react'
import { Icon } from './icon.tsx'
import styles from './layout-choice.module.css'
import { texts } from './texts.ts'

export type Layout = 'grid' | 'list'

/** A switch between the grid and the list. */
export function LayoutChoice({ value, onChange }: { value: Layout; onChange: (layout: Layout) => void }) {
  return (
    <SegmentedControl
      aria-label={texts.layout}
      value={value}
      onChange={(layout) => onChange(layout === 'list' ? 'list' : 'grid')}
      data={[
        { value: 'grid', label: <Choice icon={LayoutGrid} name={texts.grid} /> },
        { value: 'list', label: <Choice icon={Rows3} name={texts.list} /> },
      ]}
    />
  )
}

function Choice({ icon, name }: { icon: typeof LayoutGrid; name: string }) {
  return (
    <span className={styles.choice}>
      <Icon of={icon} size={14} />
      {name}
    </span>
  )
}
