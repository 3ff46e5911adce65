import { useQuery } from '@tanstack/react-query'
import type { NearTake } from '../../shared/contract/duplicates.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Inspector } from '../shell/inspector.tsx'
import { type ComparedTake, compareFacts } from './difference-facts.ts'
import styles from './differences.module.css'

/** The right column: what is known of both, what differs first. */
export function Differences({ first, second }: { first: NearTake; second: NearTake }) {
  const [one, other] = [useCompared(first.id), useCompared(second.id)]
  const facts = one && other ? compareFacts(one, other) : []
  const differing = facts.filter(({ differs }) => differs).length
  return (
    <Inspector>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long one is scrolled by keys */}
      <section className={styles.column} aria-label="What differs" tabIndex={0}>
        <h2>{differing === 0 ? 'What is known of both' : `${formatCount(differing, 'difference')}`}</h2>
        <table className={styles.facts}>
          <thead>
            <tr>
              <td />
              <th scope="col">Keep</th>
              <th scope="col">Other</th>
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <tr key={fact.name} data-differs={fact.differs || undefined}>
                <th scope="row">{fact.name}</th>
                {fact.differs ? (
                  <>
                    <td>{fact.first}</td>
                    <td>{fact.second}</td>
                  </>
                ) : (
                  <td colSpan={2}>{fact.first}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Inspector>
  )
}

function useCompared(id: string): ComparedTake | undefined {
  const { data: video } = useQuery(api.videos.get.queryOptions({ input: { id } }))
  const { data: generation } = useQuery(api.generations.get.queryOptions({ input: { video_id: id } }))
  return video && generation !== undefined ? { video, generation } : undefined
}
