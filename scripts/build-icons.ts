/**
 * Draws the icons of the installable phone page from `packages/web/public/favicon.svg` with a browser. Run it after the drawing
 * changed: `npx tsx scripts/build-icons.ts`. The pictures are committed.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const publicFolder = path.join(import.meta.dirname, '../packages/web/public');
const drawing = readFileSync(path.join(publicFolder, 'favicon.svg'), 'utf8');
/** A maskable icon may be cut to a circle of 80 % of its edge; the drawing then needs room round it, on its own ground. */
const icons = [
  { name: 'icon-192', edge: 192, share: 1 },
  { name: 'icon-512', edge: 512, share: 1 },
  { name: 'icon-maskable-512', edge: 512, share: 0.72 },
];

const ground = /<rect[^>]*fill="([^"]+)"/.exec(drawing)?.[1] ?? 'white';
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
mkdirSync(path.join(publicFolder, 'icons'), { recursive: true });
try {
  for (const { name, edge, share } of icons) {
    const page = await browser.newPage({ viewport: { width: edge, height: edge } });
    const size = Math.round(edge * share);
    const body = `<body style="margin:0;display:grid;place-items:center;height:${edge}px;background:${share < 1 ? ground : 'transparent'}">${drawing.replace('<svg ', `<svg width="${size}" height="${size}" `)}</body>`;
    await page.setContent(body);
    await page.screenshot({ path: path.join(publicFolder, 'icons', `${name}.png`), omitBackground: true });
    await page.close();
    console.log(`${name}.png ${edge}×${edge}`);
  }
} finally {
  await browser.close();
}
