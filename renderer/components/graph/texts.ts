/** On-screen texts, ready for translation. */
export const texts = {
  searchInput: 'search input',
  zoomOut: 'Zoom out',
  zoomIn: 'Zoom in',
  showAll: 'Show all',
  showTheSelectedNode: 'Show the selected node',
  findNodes: 'Find nodes',
  moveBetweenNodes: 'Move between nodes',
  firstNode: 'First node',
  lastNode: 'Last node',
  openTheTakeOr: 'Open the take or subgraph',
  selectNoNodeThen: 'Select no node, then back',
  none: 'None',
  previousNode: 'Previous node',
  nextNode: 'Next node',
  close: 'Close',
  overview: 'Overview',
} as const
