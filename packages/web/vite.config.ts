import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { phoneWorker } from './build/phone-worker.ts'

const pageFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/**
 * Builds the desk. `vite build --mode gallery` builds only the specimen page of the design system,
 * which never becomes part of the product.
 */
export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), ...(mode === 'gallery' ? [] : [phoneWorker()])],
  // The map library resolves its worker by URL; a module worker keeps the page free of blob: and eval.
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: 'http://127.0.0.1:8080', changeOrigin: false } },
  },
  build: {
    target: 'es2022',
    outDir: mode === 'gallery' ? 'dist-gallery' : 'dist',
    emptyOutDir: true,
    // Vite would inline small files as data: URLs, which the content security policy refuses for scripts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      input: pageFile(mode === 'gallery' ? 'gallery.html' : 'index.html'),
      output: {
        codeSplitting: {
          groups: [
            // Apart from antd, which would take them along: the phone page loads these and not that.
            { name: 'react', test: /\/node_modules\/(?:react|react-dom|scheduler)\//, priority: 3 },
            // The map is heavy and not needed to answer a call: it loads apart from the desk.
            { name: 'map', test: /\/node_modules\/maplibre-gl\//, priority: 2 },
            { name: 'antd', test: /\/node_modules\/(?:antd|@ant-design|@rc-component|rc-[a-z-]+)\//, priority: 1 },
          ],
        },
      },
    },
  },
}))
