/** A GeoJSON feature without its constant parts. */
export interface Feature {
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

function joinLines(entries: readonly unknown[]): string {
  return entries.map((entry) => JSON.stringify(entry)).join(',\n');
}

/**
 * Formats an object whose last member is a list: one line per entry, so that the file is small and
 * a change shows as one changed line.
 */
export function formatDocument(head: object, listName: string, entries: readonly unknown[]): string {
  const members = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},\n`);
  return `{\n${members.join('')}${JSON.stringify(listName)}:[\n${joinLines(entries)}\n]\n}\n`;
}

/** Formats a GeoJSON collection with its note as a foreign member (RFC 7946, 6.1). */
export function formatCollection(note: string, features: readonly Feature[]): string {
  return formatDocument(
    { type: 'FeatureCollection', note },
    'features',
    features.map((feature) => ({ type: 'Feature', ...feature })),
  );
}

/** Formats like-shaped records as a table: field names once, then one array per record. */
export function formatTable(note: string, records: readonly object[]): string {
  const fields = Object.keys(records[0] ?? {});
  return formatDocument(
    { note, fields },
    'rows',
    records.map((record) => Object.values(record)),
  );
}
