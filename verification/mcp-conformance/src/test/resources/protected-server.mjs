// An MCP server and an authorization server that nobody here wrote, with a person who always agrees.
// Arguments: the folders with oidc-provider and with @modelcontextprotocol/sdk. Prints both addresses when they are ready.
import http from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const load = async (folder, name) =>
  import(pathToFileURL(createRequire(`${folder}/package.json`).resolve(name)));
const [, , oidc, suite] = process.argv;
const { default: Provider } = await load(oidc, 'oidc-provider');
const { default: express } = await load(suite, 'express');
const jose = await load(suite, 'jose');
const { Server } = await load(suite, '@modelcontextprotocol/sdk/server/index.js');
const { StreamableHTTPServerTransport } = await load(suite, '@modelcontextprotocol/sdk/server/streamableHttp.js');
const { requireBearerAuth } = await load(suite, '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js');
const { mcpAuthMetadataRouter } = await load(suite, '@modelcontextprotocol/sdk/server/auth/router.js');
const { InvalidTokenError } = await load(suite, '@modelcontextprotocol/sdk/server/auth/errors.js');
const types = await load(suite, '@modelcontextprotocol/sdk/types.js');

const listening = async (server) => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
};
const login = http.createServer();
const issuer = await listening(login);
const tools = http.createServer();
const origin = await listening(tools);
const resource = `${origin}/mcp`;

const provider = new Provider(issuer, {
  scopes: ['openid', 'offline_access'],
  features: {
    devInteractions: { enabled: false },
    registration: { enabled: true },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      useGrantedResource: async () => true,
      getResourceServerInfo: async (ctx, indicator) => ({
        scope: 'tools:read tools:write',
        audience: indicator,
        accessTokenFormat: 'jwt',
        accessTokenTTL: 3600,
      }),
    },
  },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: async (ctx, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
});

const person = async (request, response) => {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: 'ada' } });
  }
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope('openid offline_access');
  grant.addResourceScope(params.resource, params.scope);
  return provider.interactionFinished(
    request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
};
const handle = provider.callback();
login.on('request', (request, response) => {
  if (request.url.startsWith('/interaction/')) {
    person(request, response).catch((error) => { response.statusCode = 500; response.end(String(error)); });
  } else {
    handle(request, response);
  }
});

const oauthMetadata = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
const keys = jose.createRemoteJWKSet(new URL(oauthMetadata.jwks_uri));
const verifier = {
  verifyAccessToken: async (token) => {
    try {
      const { payload } = await jose.jwtVerify(token, keys, { issuer, audience: resource });
      return {
        token, clientId: payload.client_id, scopes: payload.scope.split(' '), expiresAt: payload.exp,
        resource: new URL(payload.aud),
      };
    } catch (error) {
      throw new InvalidTokenError(String(error.message));
    }
  },
};
const mcp = () => {
  const server = new Server({ name: 'protected', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler(types.CallToolRequestSchema, async (request) => (
    { content: [{ type: 'text', text: `done: ${request.params.name}` }] }));
  return server;
};
const guarded = (scope) => requireBearerAuth({
  verifier, requiredScopes: [scope], resourceMetadataUrl: `${origin}/.well-known/oauth-protected-resource/mcp`,
});
const app = express();
app.use(mcpAuthMetadataRouter({ oauthMetadata, resourceServerUrl: new URL(resource), scopesSupported: ['tools:read'] }));
app.post(
  '/mcp',
  express.json(),
  (request, response, next) => guarded(`tools:${request.body.params.name}`)(request, response, next),
  async (request, response) => {
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
    await mcp().connect(transport);
    await transport.handleRequest(request, response, request.body);
  });
tools.on('request', app);

console.log(`ready ${resource} ${issuer}`);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
