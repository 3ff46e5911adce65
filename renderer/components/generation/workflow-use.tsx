import { Link } from '@tanstack/react-router'
import type { ContentUse } from '../../../shared/contract/workflows.ts'
import { formatWhenInline } from '../relative-time.ts'
import classes from './embedded.module.css'
import { texts } from './texts.ts'

/** A link to the workflow, node and run that made or used a take or an image. */
export function UseCard({ use }: { use: Omit<ContentUse, 'file_hash'> }) {
  const run = use.execution_id === null ? {} : { run: use.execution_id }
  return (
    <div className={classes.card}>
      <Link to="/workflows/$id" params={{ id: use.workflow_id }} search={{ node: use.node_id, ...run }}>
        {use.workflow_name}
      </Link>
      <span>
        {use.node_id} · {use.node_type} · {use.role}
      </span>
      {use.execution_id !== null && (
        <span>
          {texts.runOf} {formatWhenInline(use.execution_started_at)}
          {use.execution_status && ` · ${use.execution_status}`}
        </span>
      )}
    </div>
  )
}
