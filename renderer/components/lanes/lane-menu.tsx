import { Menu } from '@mantine/core'
import {
  ChartColumn,
  ChevronDown,
  CircleHelp,
  Copy,
  Download,
  GitCompareArrows,
  PencilLine,
  RotateCcw,
  Trash2,
} from 'lucide-react'
import type { Lane } from '../../../shared/contract/analyses.ts'
import { correctedHash } from '../../../shared/corrections.ts'
import { labelsOf, rangesOf } from '../../../shared/lane-ranges.ts'
import { type RangeFormat, rangeFormats } from '../../../shared/range-exports.ts'
import { formatCount } from '../../../shared/units.ts'
import { explainAnalysis } from '../../state/explained-analysis.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { MenuItem, SubMenu } from '../menu.tsx'
import { evictAnalyses, removeCorrection, rerunAnalyses } from './analysis-actions.ts'
import { copyRanges, downloadRanges, type LaneTake, sourceOf } from './export-lane.ts'
import { labelColour } from './label-colour.ts'
import { defaultLabel } from './lane-labels.ts'
import styles from './lanes.module.css'
import { texts } from './texts.ts'

const formats = Object.keys(rangeFormats) as RangeFormat[]
const mostLabels = 6

/** A lane of the same take, with a short label. */
export interface OtherLane {
  lane: Lane
  words: string
  /** True if the same analyser made it, with another configuration. */
  isSibling: boolean
}

interface LaneMenuProps {
  lane: Lane
  take: LaneTake
  title: string
  /** Short label of the configuration. */
  words: string
  others: readonly OtherLane[]
  onCompare: (other: Lane) => void
  onCorrect: () => void
  onValues: () => void
}

/** The name of a lane as a menu: the labels of its ranges, and actions. */
export function LaneMenu({ lane, take, title, words, others, onCompare, onCorrect, onValues }: LaneMenuProps) {
  const hasWords = others.some(({ isSibling }) => isSibling) || words !== defaultLabel
  return (
    <Menu position="top-start" width={230}>
      <Menu.Target>
        <Button variant="quiet" size="small" className={styles.name} title={`${title} · ${words}`}>
          <span>{title}</span>
          {hasWords && <small>{words}</small>}
          <Icon of={ChevronDown} size={12} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Legend lane={lane} />
        <ExportItems lane={lane} take={take} title={title} />
        {others.length > 0 && (
          <SubMenu icon={GitCompareArrows} label={texts.compareWith}>
            {others.map((other) => (
              <MenuItem key={other.lane.id} onClick={() => onCompare(other.lane)}>
                {other.words}
              </MenuItem>
            ))}
          </SubMenu>
        )}
        {correctedHash(lane.config) === null ? (
          <AnalyserItems {...{ lane, take, onCorrect, onValues }} />
        ) : (
          <>
            <Menu.Divider />
            <MenuItem icon={Trash2} onClick={() => void removeCorrection(lane.id)}>
              {texts.removeTheCorrection}
            </MenuItem>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function AnalyserItems({
  lane,
  take,
  onCorrect,
  onValues,
}: Pick<LaneMenuProps, 'lane' | 'take' | 'onCorrect' | 'onValues'>) {
  return (
    <>
      <MenuItem icon={ChartColumn} shortcut="H" onClick={onValues}>
        {texts.histograms}
      </MenuItem>
      <MenuItem icon={PencilLine} disabled={lane.state === 'stale'} onClick={onCorrect}>
        {texts.correctByHand}
      </MenuItem>
      <Menu.Divider />
      <MenuItem icon={CircleHelp} onClick={() => explainAnalysis(lane.id)}>
        {lane.state === 'fresh' ? texts.howItWasRun : texts.whyIsItOut}
      </MenuItem>
      <MenuItem icon={RotateCcw} onClick={() => void rerunAnalyses([lane.id], [take.id])}>
        {texts.runAgain}
      </MenuItem>
      <MenuItem icon={Trash2} onClick={() => void evictAnalyses([lane.id])}>
        {texts.removeFromTheCache}
      </MenuItem>
    </>
  )
}

function Legend({ lane }: { lane: Lane }) {
  const labels = labelsOf(rangesOf(lane))
  if (labels.length === 0) return <Menu.Label>{texts.noRanges}</Menu.Label>
  return (
    <>
      {labels.slice(0, mostLabels).map(([label, count]) => (
        <Menu.Label key={label} className={styles.legend ?? ''}>
          <i style={{ background: `var(--range-${labelColour(label)})` }} />
          {label || texts.noLabel} · {formatCount(count)}
        </Menu.Label>
      ))}
      {labels.length > mostLabels && (
        <Menu.Label>{formatCount(labels.length - mostLabels, texts.moreLabel)}</Menu.Label>
      )}
    </>
  )
}

function ExportItems({ lane, take, title }: Pick<LaneMenuProps, 'lane' | 'take' | 'title'>) {
  const source = () => sourceOf(lane, take, title)
  const isEmpty = (lane.ranges ?? []).length === 0
  const ways = [
    { name: texts.saveAs, icon: Download, run: downloadRanges },
    { name: texts.copyAs, icon: Copy, run: copyRanges },
  ]
  return ways.map(({ name, icon, run }) => (
    <SubMenu key={name} icon={icon} label={name}>
      {formats.map((format) => (
        <MenuItem
          key={format}
          disabled={isEmpty || (format === 'edl' && take.frame_rate === null)}
          onClick={() => void run(source(), format)}
        >
          {rangeFormats[format].name}
        </MenuItem>
      ))}
    </SubMenu>
  ))
}
