/** On-screen texts, ready for translation. */
export const texts = {
  files: 'Files',
  importDroppedText: (name: string) => `“${name}” couldn’t be read. Check that it still exists, then drop it again.`,
  dropWorkflowsHere: 'Drop workflows here',
  dropVideosHere: 'Drop videos here',
  videosAreImportedAs: 'Videos are imported as takes.',
  dropOverlayText: 'JSON files, and images that contain a graph,',
  jsonFiles: 'JSON files',
  areImportedAsWorkflows: 'are imported as workflows.',
  promiseOfText: 'They are copied into the library. Folders are scanned for videos.',
  import: 'Import',
  filesEllipsis: 'Files…',
  folder: 'Folder…',
  bundle: 'Bundle…',
  importMenuText: 'Takes are uploaded from this computer into the library.',
  importMode: 'Import mode',
} as const
