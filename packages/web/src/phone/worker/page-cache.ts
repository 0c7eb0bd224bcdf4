/** Every version of the page has its own cache, named by what is in it; two versions never mix. */
export const cachePrefix = 'fengsui-phone-'

/** What the build puts into the worker. */
export interface PageVersion {
  /** Hash of everything listed: another file, another version. */
  readonly hash: string
  /** Addresses of the page, its code, styles and icons. */
  readonly files: readonly string[]
}

/** The page itself, under which it is cached. */
export const pageAddress = '/index.html'

/** Caches of other versions of the phone page; what else lies in the browser's cache is not ours. */
export function listOldCaches(names: readonly string[], hash: string): readonly string[] {
  return names.filter((name) => name.startsWith(cachePrefix) && name !== `${cachePrefix}${hash}`)
}

/** What to do with a request of the page: a listed file from the cache, or nothing, so that it goes to the server. */
export type Treatment = { readonly kind: 'cached'; readonly address: string } | { readonly kind: 'server' }

/**
 * Only what belongs to this version comes from the cache. The interface never does: an old answer about a danger is worse than none,
 * and what may be read without a network is kept by the page, with its time.
 */
export function treat(request: { readonly method: string; readonly url: string; readonly navigates: boolean }, origin: string, files: ReadonlySet<string>): Treatment {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== origin || url.pathname.startsWith('/api/')) return { kind: 'server' }
  if (request.navigates) return url.pathname === '/m' || url.pathname.startsWith('/m/') ? { kind: 'cached', address: pageAddress } : { kind: 'server' }
  return files.has(url.pathname) ? { kind: 'cached', address: url.pathname } : { kind: 'server' }
}
