import { ChevronDown, ChevronUp, Search, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Icon } from '../icon.tsx'
import { IconButton } from '../icon-button.tsx'
import styles from './graph-find.module.css'
import { texts } from './texts.ts'

interface GraphFindProps {
  text: string
  /** Ids of the nodes that match, in their order, and the one that is shown. */
  found: readonly string[]
  selected: string | undefined
  onType: (text: string) => void
  onShow: (id: string) => void
  onClose: () => void
}

/** A field that finds nodes by what they say: Enter and the arrows lead from one to the next, Esc closes it. */
export function GraphFind({ text, found, selected, onType, onShow, onClose }: GraphFindProps) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const index = selected === undefined ? -1 : found.indexOf(selected)
  const step = (by: number) => {
    const next = found[(Math.max(index, by > 0 ? -1 : 0) + by + found.length) % found.length]
    if (next !== undefined) onShow(next)
  }
  const count = text.trim() === '' ? '' : found.length === 0 ? texts.none : texts.of(index + 1, found.length)
  return (
    <search className={styles.find}>
      <Icon of={Search} size={14} />
      <input
        ref={field}
        type="text"
        aria-label={texts.findNodes}
        placeholder={texts.findNodes}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onType(event.currentTarget.value)}
        onKeyDown={(event) => {
          const by = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
          if (event.key === 'Escape') onClose()
          else if (by !== undefined) step(by)
          else return event.stopPropagation()
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      <span role="status">{count}</span>
      <IconButton
        size="small"
        icon={ChevronUp}
        label={texts.previousNode}
        disabled={found.length === 0}
        onClick={() => step(-1)}
      />
      <IconButton
        size="small"
        icon={ChevronDown}
        label={texts.nextNode}
        disabled={found.length === 0}
        onClick={() => step(1)}
      />
      <IconButton size="small" icon={X} label={texts.close} onClick={onClose} />
    </search>
  )
}
