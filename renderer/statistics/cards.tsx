import { BarChart, DonutChart } from '@mantine/charts'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '../components/button.tsx'
import { type Part, useOpenPart } from './part.ts'
import { PartTable } from './part-table.tsx'
import { colourAt } from './statistics-labels.ts'
import styles from './statistics-page.module.css'
import { texts } from './texts.ts'

interface CardProps {
  title: string
  isWide?: boolean
  /** Buttons beside the title. */
  actions?: ReactNode
  children: ReactNode
}

function Card({ title, isWide, actions, children }: CardProps) {
  const id = useId()
  return (
    <section className={styles.card} data-wide={isWide || undefined} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {actions}
      </header>
      {children}
    </section>
  )
}

interface PartsProps {
  title: string
  heads: readonly string[]
  parts: readonly Part[]
  /** Replaces a chart without parts. */
  empty: string
}

/** A table whose rows have bars. */
export function BarsCard({ title, heads, parts, empty }: PartsProps) {
  return (
    <Card title={title} isWide={heads.length > 3}>
      {parts.length === 0 ? (
        <p className={styles.none}>{empty}</p>
      ) : (
        <PartTable label={title} heads={heads} parts={parts} hasBars />
      )}
    </Card>
  )
}

/** A circle and the table of its parts, which is what keyboards and screen readers use. */
export function CircleCard({ title, heads, parts, empty, format }: PartsProps & { format(value: number): string }) {
  const open = useOpenPart()
  const drawn = parts.filter(({ value }) => value > 0)
  return (
    <Card title={title}>
      {parts.length === 0 && <p className={styles.none}>{empty}</p>}
      {parts.length > 0 && (
        <div className={styles.circle}>
          <div aria-hidden>
            <DonutChart
              data={drawn.map(({ name, value, colour }) => ({ name, value, color: colour ?? colourAt(0) }))}
              size={132}
              thickness={20}
              strokeColor="var(--panel)"
              strokeWidth={2}
              tooltipDataSource="segment"
              valueFormatter={format}
              accessibilityLayer={false}
              pieProps={{ onClick: (_, index) => open(drawn[index]), isAnimationActive: false, rootTabIndex: -1 }}
            />
          </div>
          <div className={styles.legend}>
            <PartTable label={title} heads={heads} parts={parts} />
          </div>
        </div>
      )}
    </Card>
  )
}

interface TimeCardProps extends PartsProps {
  /** Number of the newest parts that the chart shows; the table has all. */
  shown: number
  format(value: number): string
  isWhole?: boolean
}

/** Bars along the time, or their table, the newest first. */
export function TimeCard({ title, heads, parts, empty, shown, format, isWhole = false }: TimeCardProps) {
  const [isTable, setTable] = useState(false)
  const open = useOpenPart()
  const drawn = parts.slice(-shown)
  const counted = parts.filter(({ value, to }) => value > 0 && to !== null).toReversed()
  const toggle = (
    <Button variant="quiet" size="small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
      {texts.table}
    </Button>
  )
  return (
    <Card title={title} isWide actions={counted.length > 0 && toggle}>
      {counted.length === 0 && <p className={styles.none}>{empty}</p>}
      {counted.length > 0 && isTable && <PartTable label={title} heads={heads} parts={counted} />}
      {counted.length > 0 && !isTable && (
        <div role="img" aria-label={texts.tableShowsItsNumbers(title)}>
          <BarChart
            className={styles.time}
            h={170}
            data={drawn.map(({ name, value }) => ({ name, value }))}
            dataKey="name"
            series={[{ name: 'value', label: heads.at(-1) ?? '', color: 'var(--range-0)' }]}
            valueFormatter={format}
            accessibilityLayer={false}
            gridColor="var(--line)"
            textColor="var(--soft)"
            cursorFill="var(--hover)"
            strokeDasharray="0"
            tickLine="none"
            xAxisProps={{ minTickGap: 24, interval: 'equidistantPreserveStart' }}
            yAxisProps={{ width: 78, allowDecimals: !isWhole, tickCount: 4 }}
            barProps={{ radius: [2, 2, 0, 0], isAnimationActive: false }}
            maxBarWidth={28}
            barChartProps={{ onClick: ({ activeTooltipIndex }) => open(drawn[Number(activeTooltipIndex)]) }}
          />
        </div>
      )}
    </Card>
  )
}
