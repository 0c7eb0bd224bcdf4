import { Problem, type ParsedRequest, type Route, type RouteResponse } from '@fengsui/contract/kernel'
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifySwagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { createJsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actingBy, type Actor } from '../actor.ts'
import type { Log } from '../log.ts'
import { toProblem } from './problem-mapper.ts'

z.config(z.locales.zhCN())

/** How a request proved who it is. */
export interface Authentication {
  readonly actor: Actor
  /** Session or token, for ending its streams. */
  readonly sessionKey: string
  /** True for cookie sessions: commands then need the CSRF token. */
  readonly csrfToken: string | null
  /** Why the account may do nothing but look after its own sign-in, e.g. because it owes a second factor. */
  readonly limited?: string
}

export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => Promise<Authentication | null>

/** What a handler works with after parsing and the permission check. */
export interface Call<R extends Route> extends ParsedRequest<R> {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}
export interface AuthorisedCall<R extends Route> extends Call<R> {
  readonly actor: Actor
  readonly authentication: Authentication
}

export const API_PREFIX = '/api/v1'
const BODY_LIMIT_BYTES = 1024 * 1024

/** Binds contract routes to handlers. A route that was not bound does not exist; one without a declared access does not compile. */
export class HttpServer {
  readonly app: FastifyInstance
  readonly #authenticate: Authenticate
  readonly bound = new Set<string>()

  private constructor(app: FastifyInstance, authenticate: Authenticate) {
    this.app = app
    this.#authenticate = authenticate
  }

  static async create(options: { log: Log; authenticate: Authenticate; newRequestId: () => string; secure: boolean; title: string; version: string; tls?: { cert: Buffer; key: Buffer } | null }): Promise<HttpServer> {
    const app = fastify({
      bodyLimit: BODY_LIMIT_BYTES,
      genReqId: options.newRequestId,
      // Prototype keys in a body are an attack, not a mistake to repair.
      onProtoPoisoning: 'error',
      onConstructorPoisoning: 'error',
      forceCloseConnections: 'idle',
      routerOptions: { maxParamLength: 200 },
      trustProxy: false,
      // HTTP/1.1 over TLS: event streams and cookies as without. The type of the plain server covers both.
      ...(options.tls ? { https: { cert: options.tls.cert, key: options.tls.key, minVersion: 'TLSv1.2' as const } } : {}),
    })
    app.setValidatorCompiler(validatorCompiler)
    app.setSerializerCompiler(serializerCompiler)
    app.setErrorHandler((error, request, reply) => {
      const problem = toProblem(error)
      const body = problem.toBody(request.id)
      if (body.status >= 500) options.log.error('请求失败', { requestId: request.id, method: request.method, route: request.routeOptions.url, error: String(error), stack: error instanceof Error ? error.stack : undefined })
      return reply.status(body.status).type('application/problem+json; charset=utf-8').serializer(JSON.stringify).send(body)
    })
    const server = new HttpServer(app, options.authenticate)
    app.setNotFoundHandler((request, reply) => server.#answerUnknown(request, reply))
    await app.register(fastifyCookie)
    await app.register(fastifyHelmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"], scriptSrc: ["'self'"], workerSrc: ["'self'", 'blob:'],
          // antd writes its component styles into style elements.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'], connectSrc: ["'self'"], fontSrc: ["'self'", 'data:'], objectSrc: ["'none'"], baseUri: ["'self'"], formAction: ["'self'"], frameAncestors: ["'none'"],
        },
      },
      hsts: options.secure ? { maxAge: 31_536_000 } : false,
      crossOriginEmbedderPolicy: false,
    })
    await app.register(fastifySwagger, {
      openapi: { openapi: '3.1.0', info: { title: options.title, version: options.version, description: '烽燧综合应急平台接口。错误一律为 RFC 9457 application/problem+json，文字为中文。' } },
      transform: createJsonSchemaTransform({ skipList: [] }),
    })
    return server
  }

  /** The one page of the desk: every path that is no file and no interface path gets it and does its own routing. */
  page: string | null = null

  #answerUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const path = request.url.split('?')[0] ?? ''
    const isPage = request.method === 'GET' && !path.startsWith('/api/') && !/\.[a-z0-9]{2,5}$/i.test(path)
    if (isPage && this.page !== null) return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(this.page)
    const problem = new Problem('not-found', path.startsWith('/api/') ? '没有这个接口地址，请核对；接口清单见 /api/openapi.json' : '没有这个页面')
    return reply.status(404).type('application/problem+json; charset=utf-8').serializer(JSON.stringify).send(problem.toBody(request.id))
  }

  /** Binds a route that needs no sign-in; only routes declared `public` fit. */
  bindPublic<const R extends Route>(route: R, handle: (call: Call<R>) => Promise<RouteResponse<R>>): void {
    if (route.access !== 'public') throw new Error(`${route.path} is not public`)
    this.#register(route, async (request, reply) => {
      // A public POST changes state without a session: only our own pages may send it.
      if (route.method === 'POST') refuseForeignOrigin(request)
      return handle({ ...parsed<R>(request), request, reply })
    })
  }

  /** Binds a route for signed-in accounts; the declared permission is checked before the handler sees anything. */
  bind<const R extends Route>(route: R, handle: (call: AuthorisedCall<R>) => Promise<RouteResponse<R>>): void {
    if (route.access === 'public') throw new Error(`${route.path} is public`)
    this.#register(route, async (request, reply) => {
      const authentication = await this.authorise(request, reply, route.access)
      return handle({ ...parsed<R>(request), request, reply, actor: authentication.actor, authentication })
    })
  }

  /** Who is calling; throws the fitting problem when nobody, not allowed, or a command without its CSRF token. */
  async authorise(request: FastifyRequest, reply: FastifyReply, access: Route['access']): Promise<Authentication> {
    const known = authenticated.get(request)
    const authentication = known ?? (await this.#authenticate(request, reply))
    if (!authentication) throw new Problem('sign-in-required', '请先登录后再操作；已填写的内容保存在本机，登录后可继续')
    authenticated.set(request, authentication)
    if (authentication.csrfToken !== null && request.method !== 'GET') {
      refuseForeignOrigin(request)
      if (request.headers['x-csrf-token'] !== authentication.csrfToken) throw new Problem('csrf-refused', '页面已过期或请求并非出自本系统页面，请刷新后重试')
    }
    if (access === 'signed-in' || access === 'public') return authentication
    if (authentication.limited !== undefined) throw new Problem('forbidden', authentication.limited)
    if (!authentication.actor.permissions.has(access)) throw new Problem('forbidden', '您的角色没有这项权限；确有需要请找系统管理员')
    return { ...authentication, actor: actingBy(authentication.actor, access) }
  }

  #register(route: Route, handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>): void {
    this.bound.add(`${route.method} ${route.path}`)
    if (route.raw !== 'upload') return this.#add(this.app, route, handler)
    // In a place of its own: only here is a raw body let through, as a stream that is not read before the caller is known.
    void this.app.register(async (place) => {
      place.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
      this.#add(place, route, handler)
    })
  }

  #add(app: FastifyInstance, route: Route, handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>): void {
    const { params, query, body, response } = route.schema
    app.route({
      method: route.method,
      url: `${API_PREFIX}${route.path}`,
      schema: { summary: route.summary, tags: [route.tag], ...(params ? { params } : {}), ...(query ? { querystring: query } : {}), ...(body ? { body } : {}), ...rawSchema(route), ...(route.raw === 'download' ? {} : { response: { 200: response } }) },
      // Before validation: a stranger learns nothing about what a valid request looks like.
      preValidation: async (request, reply) => {
        if (route.access !== 'public') await this.authorise(request, reply, route.access)
      },
      handler,
    })
  }
}

const authenticated = new WeakMap<FastifyRequest, Authentication>()

/** What the published interface says of bytes. */
function rawSchema(route: Route): object {
  if (route.raw === undefined) return {}
  return route.raw === 'upload' ? { consumes: ['application/octet-stream'] } : { produces: ['application/octet-stream'] }
}

function parsed<R extends Route>(request: FastifyRequest): ParsedRequest<R> {
  return { params: request.params, query: request.query, body: request.body } as ParsedRequest<R>
}

/** Refuses commands that another site's page made the browser send. Programs without a browser send neither header. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const foreignSite = typeof site === 'string' && site !== 'same-origin' && site !== 'none'
  const foreignOrigin = typeof origin === 'string' && origin !== 'null' && hostOf(origin) !== request.headers.host
  if (foreignSite || foreignOrigin || origin === 'null') throw new Problem('csrf-refused', '请求不是从本系统页面发出的，已拒绝')
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
