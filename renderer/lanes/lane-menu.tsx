import { Menu } from '@mantine/core'
import { ChevronDown, CircleHelp, Copy, Download, GitCompareArrows, RotateCcw, Trash2 } from 'lucide-react'
import type { Lane } from '../../shared/contract/analyses.ts'
import { type RangeFormat, rangeFormats } from '../../shared/range-exports.ts'
import { formatCount } from '../../shared/units.ts'
import { Icon } from '../components/icon.tsx'
import { evictAnalyses, rerunAnalyses } from './analysis-actions.ts'
import { askWhy } from './asked-why.ts'
import { copyRanges, downloadRanges, type LaneTake, sourceOf } from './export-lane.ts'
import { labelColour } from './label-colour.ts'
import { labelsOf, rangesOf } from './lane-ranges.ts'
import { defaultWords } from './lane-words.ts'
import styles from './lanes.module.css'

const formats = Object.keys(rangeFormats) as RangeFormat[]
const mostLabels = 6

interface LaneMenuProps {
  lane: Lane
  take: LaneTake
  title: string
  /** The configuration in short. */
  words: string
  /** Other lanes of the same analyser, with their configuration in short. */
  others: readonly { lane: Lane; words: string }[]
  onCompare: (other: Lane) => void
}

/** The name of a lane; behind it what its labels are, and what can be done with it. */
export function LaneMenu({ lane, take, title, words, others, onCompare }: LaneMenuProps) {
  return (
    <Menu position="top-start" width={230}>
      <Menu.Target>
        <button type="button" className={styles.name} title={`${title} · ${words}`}>
          <span>{title}</span>
          {(others.length > 0 || words !== defaultWords) && <small>{words}</small>}
          <Icon of={ChevronDown} size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Legend lane={lane} />
        <ExportItems lane={lane} take={take} title={title} />
        {others.length > 0 && (
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item leftSection={<Icon of={GitCompareArrows} />}>Compare with</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {others.map((other) => (
                <Menu.Item key={other.lane.id} onClick={() => onCompare(other.lane)}>
                  {other.words}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon of={CircleHelp} />} onClick={() => askWhy(lane.id)}>
          {lane.state === 'fresh' ? 'How it was made' : 'Why not cached?'}
        </Menu.Item>
        <Menu.Item leftSection={<Icon of={RotateCcw} />} onClick={() => void rerunAnalyses([lane.id], [take.id])}>
          Run again
        </Menu.Item>
        <Menu.Item leftSection={<Icon of={Trash2} />} onClick={() => void evictAnalyses([lane.id])}>
          Remove from the cache
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Legend({ lane }: { lane: Lane }) {
  const labels = labelsOf(rangesOf(lane))
  if (labels.length === 0) return <Menu.Label>No ranges</Menu.Label>
  return (
    <>
      {labels.slice(0, mostLabels).map(([label, count]) => (
        <Menu.Label key={label} className={styles.legend ?? ''}>
          <i style={{ background: `var(--range-${labelColour(label)})` }} />
          {label || 'No label'} · {formatCount(count)}
        </Menu.Label>
      ))}
      {labels.length > mostLabels && <Menu.Label>{formatCount(labels.length - mostLabels, 'more label')}</Menu.Label>}
    </>
  )
}

function ExportItems({ lane, take, title }: Pick<LaneMenuProps, 'lane' | 'take' | 'title'>) {
  const source = () => sourceOf(lane, take, title)
  const isEmpty = (lane.ranges ?? []).length === 0
  const ways = [
    { name: 'Save as', icon: Download, run: downloadRanges },
    { name: 'Copy as', icon: Copy, run: copyRanges },
  ]
  return ways.map(({ name, icon, run }) => (
    <Menu.Sub key={name}>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<Icon of={icon} />}>{name}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {formats.map((format) => (
          <Menu.Item
            key={format}
            disabled={isEmpty || (format === 'edl' && take.frame_rate === null)}
            onClick={() => void run(source(), format)}
          >
            {rangeFormats[format].name}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  ))
}
