import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDemoGeography, renderDemoGeography } from './demo-geography.ts';

// Writes the demo's geography; with --check only compares and exits with 1 when a file differs.
const root = fileURLToPath(new URL('../../', import.meta.url));
const isCheck = process.argv.includes('--check');
const files = renderDemoGeography(buildDemoGeography());
const different = [...files].filter(([path, text]) => {
  const file = join(root, path);
  return !existsSync(file) || readFileSync(file, 'utf8') !== text;
});

if (isCheck) {
  for (const [path] of different) console.error(`${path} 与生成器的结果不一致，请运行 npx tsx scripts/build-demo-geography/build.ts`);
  process.exitCode = different.length > 0 ? 1 : 0;
} else {
  for (const [path, text] of different) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`已写入 ${path}（${String(Math.round(text.length / 1024))} KB）`);
  }
}
