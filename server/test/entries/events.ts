/** Events as AWS sends them to a function: the fields and the nesting of its published samples, with requests of ours. */
import type { LambdaHandler } from '../../src/entries/lambda.ts';

export type LambdaEvent = Parameters<LambdaHandler>[0];

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether the body comes in base64, as some gateways do with all of them. */
  readonly base64?: boolean;
}

/** The address of the client in all of them. */
export const SOURCE = '198.51.100.7';

const host = 'abc123.execute-api.eu-central-1.amazonaws.com';
const requestTimeEpoch = 1_790_000_000_000;

const bodyOf = ({ body, base64 = false }: Asked) => ({
  body: body === undefined ? null : base64 ? Buffer.from(body).toString('base64') : body,
  isBase64Encoded: base64,
});

const listsOf = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));

/** A REST API: payload version 1.0. */
export function restApi(asked: Asked): LambdaEvent {
  const { method, path, query, headers = {} } = asked;
  const sent = { Host: host, 'X-Forwarded-For': `203.0.113.99, ${SOURCE}`, 'X-Forwarded-Proto': 'https', ...headers };
  return {
    version: '1.0',
    resource: '/{proxy+}',
    path,
    httpMethod: method,
    headers: sent,
    multiValueHeaders: listsOf(sent),
    queryStringParameters: query ?? null,
    multiValueQueryStringParameters: query ? listsOf(query) : null,
    pathParameters: { proxy: path.slice(1) },
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc123',
      domainName: host,
      domainPrefix: 'abc123',
      extendedRequestId: 'JKJaXmPLvHcESHA=',
      httpMethod: method,
      identity: { sourceIp: SOURCE, userAgent: 'test', accessKey: null, accountId: null, user: null },
      path: `/prod${path}`,
      protocol: 'HTTP/1.1',
      requestId: '41b45ea3-70b5-11e6-b7bd-69b5aaebc7d9',
      requestTime: '21/Sep/2026:14:13:20 +0000',
      requestTimeEpoch,
      resourceId: 'res1',
      resourcePath: '/{proxy+}',
      stage: 'prod',
    },
    ...bodyOf(asked),
  } as unknown as LambdaEvent;
}

/** An HTTP API: payload version 2.0. */
export function httpApi(asked: Asked): LambdaEvent {
  const { method, path, query, headers = {} } = asked;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { host, 'x-forwarded-for': SOURCE, 'x-forwarded-proto': 'https', ...headers },
    ...(query && { queryStringParameters: query }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc123',
      domainName: host,
      domainPrefix: 'abc123',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: SOURCE, userAgent: 'test' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: '$default',
      time: '21/Sep/2026:14:13:20 +0000',
      timeEpoch: requestTimeEpoch,
    },
    ...bodyOf(asked),
  } as unknown as LambdaEvent;
}

/** A function URL: the shape of an HTTP API under a name of its own. */
export function functionUrl(asked: Asked): LambdaEvent {
  const event = httpApi(asked) as unknown as { requestContext: object; headers: object };
  const domainName = 'abc123.lambda-url.eu-central-1.on.aws';
  return {
    ...event,
    headers: { ...event.headers, host: domainName },
    requestContext: { ...event.requestContext, apiId: 'abc123', domainName, domainPrefix: 'abc123' },
  } as unknown as LambdaEvent;
}

/** A load balancer. What a client has written into `X-Forwarded-For` comes first, the client itself last. */
export function loadBalancer(asked: Asked): LambdaEvent {
  const { method, path, query = {}, headers = {} } = asked;
  const arn = 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/tokens/49e9d65c45c6791a';
  return {
    requestContext: { elb: { targetGroupArn: arn } },
    httpMethod: method,
    path,
    queryStringParameters: query,
    headers: { host, 'x-forwarded-for': `203.0.113.99, ${SOURCE}`, 'x-forwarded-proto': 'https', ...headers },
    ...bodyOf(asked),
  } as unknown as LambdaEvent;
}
