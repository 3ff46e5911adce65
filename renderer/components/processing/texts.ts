/** On-screen texts, ready for translation. */
export const texts = {
  fileMissing: 'file missing',
  noFileFound: 'no file found',
  notChecked: 'not checked',
  segment: 'Segment',
  stitched: 'Stitched',
  converted: 'Converted',
  sound: 'Sound',
  proxy: 'Proxy',
  andMore: (count: string) => `and ${count} more`,
  toS: (value: string, value2: string) => `${value} to ${value2} s`,
  lines: (value: string) => `${value} lines`,
  andMore2: (value: number) => ` and ${value} more`,
  to: (actionName: string, inputs: string, others: string, resultName: string) =>
    `${actionName}, ${inputs}${others} to ${resultName}`,
} as const
