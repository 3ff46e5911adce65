import { useDebouncedCallback } from '@mantine/hooks'
import { Search } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Icon } from '../components/icon.tsx'
import styles from './view-bar.module.css'

interface ViewBarProps {
  title: string
  /** How much is there, and how much of it is selected. */
  words: string
  children: ReactNode
}

/** The head of a view: what it shows, how much, and what narrows it. */
export function ViewBar({ title, words, children }: ViewBarProps) {
  return (
    <header className={styles.bar}>
      <h1>{title}</h1>
      <span role="status">{words}</span>
      <span className={styles.space} />
      {children}
    </header>
  )
}

interface FilterFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
}

/** Narrows a view to paths that hold what is typed. */
export function PathFilter({ label, value, onChange }: FilterFieldProps) {
  const [text, setText] = useState(value)
  const sent = useRef(value)
  // The address may change by itself: back, forward, or a link.
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])
  const sendSoon = useDebouncedCallback((next: string) => {
    sent.current = next
    onChange(next)
  }, 160)
  return (
    <label className={styles.search}>
      <Icon of={Search} size={14} />
      <input
        type="text"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={1000}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          sendSoon(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === '') return
          setText('')
          sendSoon('')
        }}
      />
    </label>
  )
}

interface ChoiceFilterProps extends FilterFieldProps {
  /** What each choice is in the address, and how it reads; the first stands for all. */
  choices: readonly (readonly [value: string, words: string])[]
}

/** Narrows a view to one of a few. */
export function ChoiceFilter({ label, value, choices, onChange }: ChoiceFilterProps) {
  return (
    <select
      className={styles.choice}
      aria-label={label}
      value={value}
      data-set={value !== '' || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {choices.map(([choice, words]) => (
        <option key={choice} value={choice}>
          {words}
        </option>
      ))}
    </select>
  )
}
