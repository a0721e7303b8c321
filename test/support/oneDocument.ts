import type { Description } from '../../src/codegen/description.ts';

/** The whole description as one OpenAPI document, as a published one would be. */
export const toOneDocument = (description: Description): Record<string, unknown> => {
  const components: Record<string, Record<string, unknown>> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { document } of description.files) {
    for (const [path, item] of Object.entries(document.paths ?? {})) paths[path] = { ...paths[path], ...item };
    for (const [kind, named] of Object.entries(document.components ?? {}))
      components[kind] = { ...components[kind], ...named };
  }
  const whole = { openapi: '3.1.0', info: { title: 'PagerDuty', version: '1' }, paths, components };
  return JSON.parse(
    JSON.stringify(whole, (key, value) => (key === '$ref' ? String(value).replace(/^[\w.]+#/, '#') : value)),
  );
};
