import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import {
  Archive,
  Braces,
  ChevronLeft,
  CopyPlus,
  Download,
  LayoutTemplate,
  MoreHorizontal,
  Package,
  Pencil,
  Play,
  Share2,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import type { WorkflowDetails } from '../../shared/contract/workflows.ts'
import { api, client } from '../client.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { MenuItem } from '../components/menu.tsx'
import { NameInput } from '../components/name-input.tsx'
import { showError } from '../components/notice.tsx'
import { Toolbar } from '../components/toolbar.tsx'
import { exportTemplate, exportWorkflow, exportWorkflows } from '../components/workflows/workflow-actions.ts'
import { editName, useRenaming } from '../state/renaming.ts'
import { ArchiveDialog } from './archive-dialog.tsx'
import { StartDialog } from './start-dialog.tsx'
import { endTemplate } from './template-actions.ts'
import { TemplateDialog } from './template-dialog.tsx'
import { texts } from './texts.ts'
import type { WorkflowMoves } from './use-workflow-moves.ts'
import styles from './workflow-header.module.css'
import tags from './workflows-page.module.css'

interface WorkflowHeaderProps {
  workflow: WorkflowDetails | undefined
  /** Counts of nodes, outputs and runs. */
  counts: string
  moves: WorkflowMoves
}

/** The header of a workflow: link back, name, status, counts and actions. */
export function WorkflowHeader({ workflow, counts, moves }: WorkflowHeaderProps) {
  return (
    <Toolbar
      hasLine
      before={
        <ButtonLink to="/workflows" search={{}} variant="quiet" icon={ChevronLeft} title={texts.backByEscape}>
          {texts.workflows}
        </ButtonLink>
      }
    >
      {workflow && <Name key={workflow.id} workflow={workflow} />}
      {workflow?.template_inputs && <span className={tags.tag}>{texts.templateLowercase}</span>}
      {workflow?.status && (
        <span className={tags.tag} data-status={workflow.status}>
          {workflow.status}
        </span>
      )}
      <span className={styles.counts}>{counts}</span>
      {workflow && <Actions workflow={workflow} moves={moves} />}
    </Toolbar>
  )
}

function Name({ workflow }: { workflow: WorkflowDetails }) {
  const isEditing = useRenaming(({ id }) => id === workflow.id)
  if (isEditing)
    return (
      <NameInput
        of={workflow}
        onSave={(name) => void client.workflows.update({ id: workflow.id, name }).catch(showError)}
      />
    )
  return (
    <h1 title={texts.doubleClickOrPress} onDoubleClick={() => editName(workflow.id)}>
      {workflow.name}
    </h1>
  )
}

function Actions({ workflow, moves }: { workflow: WorkflowDetails; moves: WorkflowMoves }) {
  const library = useQuery(api.library.get.queryOptions())
  const [dialog, setDialog] = useState<'archive' | 'start' | 'template'>()
  const isTemplate = workflow.template_inputs !== null
  const close = () => setDialog(undefined)
  return (
    <>
      {isTemplate && (
        <Button variant="primary" icon={Play} onClick={() => setDialog('start')}>
          {texts.startEllipsis}
        </Button>
      )}
      {workflow.status !== 'saved' && (
        <Button variant={isTemplate ? undefined : 'primary'} onClick={() => void moves.save()}>
          {texts.save}
        </Button>
      )}
      <Button className={styles.wide} onClick={moves.duplicate}>
        {texts.duplicate}
      </Button>
      <Button className={styles.wide} onClick={() => void exportWorkflow(workflow.id)}>
        {texts.export}
      </Button>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <IconButton icon={MoreHorizontal} label={texts.more} />
        </Menu.Target>
        <Menu.Dropdown>
          <MenuItem icon={Pencil} shortcut="A workflow: F2" onClick={moves.rename}>
            {texts.rename}
          </MenuItem>
          <MenuItem icon={Braces} onClick={moves.editDefinition}>
            {texts.editTheDefinition}
          </MenuItem>
          <MenuItem icon={CopyPlus} onClick={moves.duplicate}>
            {texts.duplicate}
          </MenuItem>
          <MenuItem icon={LayoutTemplate} onClick={() => setDialog('template')}>
            {isTemplate ? texts.editTheTemplate : texts.makeItATemplate}
          </MenuItem>
          {isTemplate && <MenuItem onClick={() => void endTemplate(workflow)}>{texts.makeItAWorkflow}</MenuItem>}
          <MenuItem icon={Download} onClick={() => void exportWorkflow(workflow.id)}>
            {texts.exportTheDefinition}
          </MenuItem>
          {library.data?.can.administer && (
            <>
              <MenuItem icon={Package} onClick={() => exportWorkflows([workflow])}>
                {texts.exportABundle}
              </MenuItem>
              {isTemplate && (
                <MenuItem icon={Share2} onClick={() => exportTemplate(workflow)}>
                  {texts.shareTheTemplate}
                </MenuItem>
              )}
              <MenuItem icon={Archive} onClick={() => setDialog('archive')}>
                {texts.archiveEllipsis}
              </MenuItem>
            </>
          )}
          <Menu.Divider />
          <MenuItem icon={Trash2} shortcut="A workflow: Delete" onClick={() => void moves.remove()}>
            {texts.removeFromLibrary}
          </MenuItem>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'archive' && <ArchiveDialog workflow={workflow} onClose={close} />}
      {dialog === 'start' && <StartDialog template={workflow} onClose={close} />}
      {dialog === 'template' && <TemplateDialog workflow={workflow} onClose={close} />}
    </>
  )
}
