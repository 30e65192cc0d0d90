// What the service refuses before it looks at a prompt, and the form of its errors.
const STATUS = {
  400: 'INVALID_ARGUMENT', 401: 'UNAUTHENTICATED', 403: 'PERMISSION_DENIED', 404: 'NOT_FOUND', 408: 'CANCELLED',
  409: 'ABORTED', 413: 'INVALID_ARGUMENT', 429: 'RESOURCE_EXHAUSTED', 500: 'INTERNAL', 502: 'UNAVAILABLE',
  503: 'UNAVAILABLE', 504: 'DEADLINE_EXCEEDED',
};
const VERBS = ['generateContent', 'streamGenerateContent', 'countTokens'];
const BODY = ['contents', 'systemInstruction', 'safetySettings', 'generationConfig', 'continuationToken',
  'generateContentRequest', 'tools', 'toolConfig', 'cachedContent', 'model'];
const CONFIG = ['maxOutputTokens', 'stopSequences', 'seed', 'responseMimeType', 'responseSchema', 'responseJsonSchema',
  'thinkingConfig', 'responseModalities', 'imageConfig', 'candidateCount', 'mediaResolution', 'speechConfig'];
const DEPRECATED = ['temperature', 'topP', 'topK'];
const GONE = /^gemini-(1\.|2\.0|pro$)/;

/** The body of an error. */
export function refusal({ status, message, name = STATUS[status] ?? 'UNKNOWN', details = [] }) {
  return { error: { code: status, message, status: name, ...(details.length ? { details } : {}) } };
}

const wrong = (message) => ({ status: 400, message });

function refuseKey(call, key) {
  const given = call.headers['x-goog-api-key'];
  if (!given) {
    return { status: 403, message: 'Method doesn\'t allow unregistered callers. Please use API Key.' };
  }
  if (key === null || given === key) return null;
  const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' };
  return { status: 400, message: 'API key not valid. Please pass a valid API key.', details: [info] };
}

function refuseConfig(config) {
  const old = DEPRECATED.find((name) => name in config);
  if (old) return wrong(`${old} is deprecated and not supported by this model.`);
  const other = Object.keys(config).find((name) => !CONFIG.includes(name));
  if (other) return wrong(`Invalid JSON payload received. Unknown name "${other}" at 'generation_config': Cannot find field.`);
  const thinking = config.thinkingConfig ?? {};
  if ('thinkingLevel' in thinking && 'thinkingBudget' in thinking) {
    return wrong('thinking_level and thinking_budget cannot be set together.');
  }
  const schema = config.responseJsonSchema ?? config.responseSchema;
  if (schema && config.responseMimeType !== 'application/json') {
    return wrong('A response schema needs response_mime_type application/json.');
  }
  if ('maxOutputTokens' in config && !(config.maxOutputTokens >= 1)) return wrong('max_output_tokens must be positive.');
  return null;
}

function refuseBody(body) {
  if (typeof body !== 'object' || body === null) return wrong('Invalid JSON payload received.');
  const other = Object.keys(body).find((name) => !BODY.includes(name));
  if (other) return wrong(`Invalid JSON payload received. Unknown name "${other}": Cannot find field.`);
  const contents = body.contents ?? body.generateContentRequest?.contents ?? [];
  if (contents.length === 0) return wrong('* GenerateContentRequest.contents: contents is not specified');
  if (contents.at(-1).role === 'model') return wrong('Please ensure that multiturn requests end with a user role.');
  return refuseConfig(body.generationConfig ?? {});
}

/** Why a call gets an error: {status, message, details}; null: it gets an answer. */
export function refuse(call, raw, key) {
  const { model, verb, method } = call;
  if (!model || (verb && !VERBS.includes(verb)) || method !== (verb ? 'POST' : 'GET')) {
    return { status: 404, message: 'The requested URL was not found on this server.' };
  }
  const refused = refuseKey(call, key);
  if (refused) return refused;
  if (GONE.test(model)) {
    return { status: 404, message: `models/${model} is not found for API version ${call.version}, or is not supported.` };
  }
  return verb ? refuseBody(call.body) : null;
}
