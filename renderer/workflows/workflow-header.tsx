import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Braces, ChevronLeft, CopyPlus, Download, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import { client } from '../client.ts'
import blank from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { NameInput } from '../components/name-input.tsx'
import { showError } from '../components/notice.tsx'
import wayBack from '../components/way-back.module.css'
import { useRenaming } from '../state/renaming.ts'
import type { WorkflowMoves } from './use-workflow-moves.ts'
import { exportWorkflow } from './workflow-actions.ts'
import styles from './workflow-header.module.css'
import tags from './workflows-page.module.css'

interface WorkflowHeaderProps {
  workflow: WorkflowDetails | undefined
  /** How many nodes, outputs and runs. */
  counts: string
  moves: WorkflowMoves
}

/** The way back, the name, how far it is, and what can be done with it. */
export function WorkflowHeader({ workflow, counts, moves }: WorkflowHeaderProps) {
  return (
    <header className={styles.header}>
      <Link to="/workflows" search={{}} className={wayBack.back} title="Back to the workflows (Esc)">
        <Icon of={ChevronLeft} />
        Workflows
      </Link>
      {workflow && <Name key={workflow.id} workflow={workflow} />}
      {workflow?.status && (
        <span className={tags.tag} data-status={workflow.status}>
          {workflow.status}
        </span>
      )}
      <span className={styles.counts}>{counts}</span>
      {workflow && <Actions workflow={workflow} moves={moves} />}
    </header>
  )
}

function Name({ workflow }: { workflow: WorkflowDetails }) {
  const isEditing = useRenaming(({ id }) => id === workflow.id)
  if (isEditing)
    return (
      <NameInput
        of={workflow}
        className={styles.input}
        onSave={(name) => void client.workflows.update({ id: workflow.id, name }).catch(showError)}
      />
    )
  return (
    <h1
      className={styles.name}
      title="Double click or F2 to rename"
      onDoubleClick={() => useRenaming.setState({ id: workflow.id })}
    >
      {workflow.name}
    </h1>
  )
}

function Actions({ workflow, moves }: { workflow: WorkflowDetails; moves: WorkflowMoves }) {
  return (
    <>
      {workflow.status !== 'saved' && (
        <button type="button" className={blank.primary} onClick={() => void moves.save()}>
          Save
        </button>
      )}
      <button type="button" className={`${blank.button} ${styles.wide}`} onClick={moves.duplicate}>
        Duplicate
      </button>
      <button
        type="button"
        className={`${blank.button} ${styles.wide}`}
        onClick={() => void exportWorkflow(workflow.id)}
      >
        Export
      </button>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <IconButton icon={MoreHorizontal} label="More" />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon of={Pencil} />} rightSection={<kbd>F2</kbd>} onClick={moves.rename}>
            Rename
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={Braces} />} onClick={moves.editDefinition}>
            Edit the definition
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={CopyPlus} />} onClick={moves.duplicate}>
            Duplicate as a template
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={Download} />} onClick={() => void exportWorkflow(workflow.id)}>
            Export the definition
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<Icon of={Trash2} />}
            rightSection={<kbd>Del</kbd>}
            onClick={() => void moves.remove()}
          >
            Remove from the library
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
