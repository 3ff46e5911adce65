import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { AnalysesPage } from './analyses/analyses-page.tsx'
import { analysesSearchSchema } from './analyses/analyses-search.ts'
import { searchSchema } from './components/takes/library-search.ts'
import { lineageSearchSchema } from './components/takes/open-lineage.ts'
import { workflowSearchSchema } from './components/workflows/open-workflow.ts'
import { DuplicatesPage } from './duplicates/duplicates-page.tsx'
import { duplicatesSearchSchema } from './duplicates/duplicates-search.ts'
import { ExecutionsPage } from './executions/executions-page.tsx'
import { executionsSearchSchema } from './executions/executions-search.ts'
import { HistoryPage } from './history/history-page.tsx'
import { historySearchSchema } from './history/history-search.ts'
import { ImagesPage } from './images/images-page.tsx'
import { imagesSearchSchema } from './images/images-search.ts'
import { LibraryPage } from './library/library-page.tsx'
import { LineagePage } from './lineage/lineage-page.tsx'
import { ProcessingPage } from './processing/processing-page.tsx'
import { processingSearchSchema } from './processing/processing-search.ts'
import { SettingsPage } from './settings/settings-page.tsx'
import { NoPage } from './shell/no-page.tsx'
import { PageError } from './shell/page-error.tsx'
import { Shell } from './shell/shell.tsx'
import { texts } from './texts.ts'
import { TimelinePage } from './timelines/timeline-page.tsx'
import { TimelinesPage } from './timelines/timelines-page.tsx'
import { timelinesSearchSchema } from './timelines/timelines-search.ts'
import { TrashPage } from './trash/trash-page.tsx'
import { trashSearchSchema } from './trash/trash-search.ts'
import { VersionsPage } from './versions/versions-page.tsx'
import { versionsSearchSchema } from './versions/versions-search.ts'
import { VideoPage } from './video/video-page.tsx'
import { WorkflowPage } from './workflows/workflow-page.tsx'
import { WorkflowsPage } from './workflows/workflows-page.tsx'
import { workflowsSearchSchema } from './workflows/workflows-search.ts'

/**
 * Imports the view of statistics. Its failure is not named as browsers name it: at their words the router reloads the
 * window, which leaves nothing on screen while no server answers.
 */
const importStatistics = () =>
  import('./statistics/statistics-page.tsx').catch((cause: unknown) => {
    throw new TypeError(texts.couldntFetchTheView, { cause })
  })

const root = createRootRoute({ component: Shell, notFoundComponent: NoPage, validateSearch: searchSchema })

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: LibraryPage }),
  createRoute({ getParentRoute: () => root, path: '/videos/$id', component: VideoPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/videos/$id/lineage',
    component: LineagePage,
    validateSearch: lineageSearchSchema,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/contents/$hash/lineage',
    component: LineagePage,
    validateSearch: lineageSearchSchema,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/images',
    component: ImagesPage,
    validateSearch: imagesSearchSchema,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/workflows',
    component: WorkflowsPage,
    validateSearch: workflowsSearchSchema,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/workflows/$id',
    component: WorkflowPage,
    validateSearch: workflowSearchSchema,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/executions',
    component: ExecutionsPage,
    validateSearch: executionsSearchSchema,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/analyses',
    component: AnalysesPage,
    validateSearch: analysesSearchSchema,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/processing',
    component: ProcessingPage,
    validateSearch: processingSearchSchema,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/duplicates',
    component: DuplicatesPage,
    validateSearch: duplicatesSearchSchema,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/timelines',
    component: TimelinesPage,
    validateSearch: timelinesSearchSchema,
  }),
  createRoute({ getParentRoute: () => root, path: '/timelines/$id', component: TimelinePage }),
  createRoute({
    getParentRoute: () => root,
    path: '/statistics',
    // With its library of charts, which nothing else needs.
    component: lazyRouteComponent(importStatistics, 'StatisticsPage'),
  }),
  createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/versions',
    component: VersionsPage,
    validateSearch: versionsSearchSchema,
  }),
  createRoute({ getParentRoute: () => root, path: '/trash', component: TrashPage, validateSearch: trashSearchSchema }),
  createRoute({
    getParentRoute: () => root,
    path: '/history',
    component: HistoryPage,
    validateSearch: historySearchSchema,
  }),
] as const

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: false,
  defaultErrorComponent: PageError,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
