import type { Icon } from '@modelcontextprotocol/sdk/types.js';

const toIcon = (path: string): readonly Icon[] => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="#06AC38" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`;
  return [{ src: `data:image/svg+xml;base64,${btoa(svg)}`, mimeType: 'image/svg+xml', sizes: ['any'] }];
};

/** Pictures for clients that show them; a list of all operations goes without, for its size. */
export const icons = {
  server: toIcon('M3 13V3h5a3 3 0 0 1 0 6H3'),
  incident: toIcon('M8 2l6 11H2zM8 6v3M8 11v.1'),
  service: toIcon('M2 3h12v4H2zM2 9h12v4H2zM5 5h.1M5 11h.1'),
  schedule: toIcon('M2 3h12v11H2zM2 6h12M5 1v3M11 1v3'),
  person: toIcon('M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 14c1-3 3-4 6-4s5 1 6 4'),
  text: toIcon('M3 2h10v12H3zM5 5h6M5 8h6M5 11h4'),
  find: toIcon('M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM11 11l3 3'),
} as const;
