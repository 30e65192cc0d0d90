// How the stand-in answers: well, or with a fault. Each fault is a function of {call, res, rule, pieces}.
//
//   blocked (reason)       200, the prompt was refused    safety, recitation, prohibited
//   max_tokens             200, stopped without a text    truncated    no finishReason at the end
//   stream_error (status)  an error in mid-stream         status (status, message)  that error
//   busy (retry_delay), busy_day                          429 with RetryInfo, and with the quota
//   bad_request, bad_key, forbidden, not_found            400, 400, 403, 404
//   malformed, page        200, no JSON                   empty, no_text, thoughts   200, no answer
//   language, huge (size), markup, echo, numbers          200, a text that must not be kept
//   continuation (hops)    in so many answers             cut_before, cut_middle     the connection
//   image                  a picture                      hang         never, until closed
import { answerOf, hash, whole } from './content.js';
import { refusal } from './refuse.js';
import { languageOf, tell } from './words.js';

const RPC = 'type.googleapis.com/google.rpc.';
const HUGE = 100_000;

function json(call, res, status, value) {
  call.status = status;
  res.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  res.end(typeof value === 'string' ? value : JSON.stringify(value));
}

const streams = (call) => call.verb === 'streamGenerateContent';

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

function beginStream(call, res) {
  call.status = 200;
  res.writeHead(200, { 'content-type': 'text/event-stream' });
}

const event = (value) => `data: ${JSON.stringify(value)}\r\n\r\n`;

// By characters, so that none is cut.
function split(text, count) {
  const letters = [...text];
  const size = Math.max(1, Math.ceil(letters.length / count));
  const parts = [];
  for (let at = 0; at < letters.length; at += size) parts.push(letters.slice(at, at + size).join(''));
  return parts.length ? parts : [''];
}

async function sendPieces({ call, res, rule, pieces }, text, { reason = 'STOP', ...more } = {}) {
  const parts = split(text, pieces);
  let told = '';
  beginStream(call, res);
  for (const [at, part] of parts.entries()) {
    const last = at === parts.length - 1;
    told += part;
    res.write(event(answerOf(call, rule, { text: part, told, reason: last ? reason : null,
      thought: at === 0 ? rule.thought : null, ...(last ? more : {}) })));
    if (rule.pause_ms && !last) await wait(rule.pause_ms);
  }
  res.end();
}

/** A text as an answer, in the form that was asked for. */
async function sendText(work, text, more = {}) {
  const { call, res, rule } = work;
  if (streams(call)) await sendPieces(work, text, more);
  else json(call, res, 200, answerOf(call, rule, { text, ...more }));
}

function sendAnswer({ call, res }, value) {
  if (!streams(call)) return json(call, res, 200, value);
  beginStream(call, res);
  return res.end(event(value));
}

function textOf({ call, rule }, change = {}) {
  if (rule.text !== undefined) return rule.text;
  if (rule.json !== undefined) return JSON.stringify(rule.json);
  return tell(call, change);
}

const stop = (reason) => (work) => sendAnswer(work, answerOf(work.call, work.rule, { reason, finishMessage: `Stopped: ${reason}.` }));

const error = (status, message, more = {}) => ({ call, res, rule }) => json(call, res, rule.status ?? status,
  refusal({ status: rule.status ?? status, message: rule.message ?? message, ...more }));

function busy({ call, res, rule }, quota) {
  const details = [
    { '@type': `${RPC}QuotaFailure`, violations: [{ quotaMetric: 'generativelanguage.googleapis.com/requests', quotaId: quota }] },
    { '@type': `${RPC}Help`, links: [{ description: 'Learn more', url: 'https://ai.google.dev/gemini-api/docs/rate-limits' }] },
  ];
  if (rule.retry_delay !== null) details.push({ '@type': `${RPC}RetryInfo`, retryDelay: rule.retry_delay ?? '0.050000001s' });
  json(call, res, 429, refusal({ status: 429, message: 'You exceeded your current quota.', details }));
}

// The whole text is told in `hops` answers; a token says which comes next, and for which body.
async function continued(work) {
  const { call, rule } = work;
  const { continuationToken, ...body } = call.body;
  const mark = hash(call.text).slice(0, 16);
  const [at, of] = continuationToken ? Buffer.from(continuationToken, 'base64').toString().split('/') : ['0', mark];
  const parts = split(textOf({ call: { ...call, body }, rule }), rule.hops ?? 3);
  if (of !== mark || !(Number(at) < parts.length)) {
    return json(call, work.res, 400, refusal({ status: 400, message: 'The continuation token is of another request.' }));
  }
  const next = Number(at) + 1;
  const more = next < parts.length
    ? { reason: 'CONTINUATION', continuationToken: Buffer.from(`${next}/${mark}`).toString('base64') } : {};
  return sendText(work, parts[Number(at)], more);
}

async function cutMiddle(work) {
  const { call, res, rule } = work;
  const text = JSON.stringify(answerOf(call, rule, { text: textOf(work), reason: null }));
  if (streams(call)) beginStream(call, res);
  else res.writeHead(200, { 'content-type': 'application/json', 'content-length': String(text.length * 4) });
  res.write(streams(call) ? `data: ${text}\r\n\r\n` : text.slice(0, text.length / 2));
  await wait(rule.pause_ms ?? 20);
  res.destroy();
}

async function streamError(work) {
  const { call, res, rule } = work;
  const status = rule.status ?? 503;
  const wrong = refusal({ status, message: 'The model is overloaded. Please try again later.' });
  if (!streams(call)) return json(call, res, status, wrong);
  beginStream(call, res);
  const [part] = split(textOf(work), 2);
  res.write(event(answerOf(call, rule, { text: part, reason: null })));
  return res.end(event(wrong));
}

const changed = (change) => (work) => sendText(work, textOf(work, change));

const FAULTS = {
  blocked: (work) => sendAnswer(work, whole(work.call, work.rule, { promptFeedback: { blockReason: work.rule.reason ?? 'SAFETY' } })),
  safety: stop('SAFETY'),
  recitation: stop('RECITATION'),
  prohibited: stop('PROHIBITED_CONTENT'),
  max_tokens: stop('MAX_TOKENS'),
  no_text: stop('STOP'),
  thoughts: (work) => sendAnswer(work, answerOf(work.call, work.rule, { thought: 'Let me think of a story...' })),
  truncated: (work) => sendText(work, textOf(work), { reason: null }),
  stream_error: streamError,
  status: error(500, 'An internal error has occurred.'),
  busy: (work) => busy(work, 'GenerateRequestsPerMinutePerProjectPerModel'),
  busy_day: (work) => busy(work, 'GenerateRequestsPerDayPerProjectPerModel-FreeTier'),
  bad_request: error(400, 'Request contains an invalid argument.'),
  bad_key: error(400, 'API key not valid. Please pass a valid API key.',
    { details: [{ '@type': `${RPC}ErrorInfo`, reason: 'API_KEY_INVALID' }] }),
  forbidden: error(403, 'Your project has been denied access.'),
  not_found: error(404, 'The model is not found, or is not supported for generateContent.'),
  malformed: ({ call, res }) => json(call, res, 200, streams(call) ? 'data: {"candidates": [{"con\r\n\r\n' : '{"candidates": [{"con'),
  page: ({ call, res }) => json(call, res, 200, '<html><body>Sign in to the network</body></html>'),
  empty: (work) => sendAnswer(work, whole(work.call, work.rule, { candidates: [] })),
  language: (work) => sendText(work, tell(work.call, { language: languageOf(work.call) === 'ru' ? 'en' : 'ru' })),
  huge: changed({ size: HUGE }),
  markup: changed({ markup: true }),
  echo: changed({ echo: true }),
  numbers: changed({ numbers: true }),
  continuation: continued,
  cut_before: ({ res }) => res.destroy(),
  cut_middle: cutMiddle,
  image: (work) => sendAnswer(work, answerOf(work.call, work.rule, { image: true })),
  hang: () => {},
};

/** Answers a call as its rule says. */
export async function respond(work) {
  const { call, res, rule } = work;
  const fault = rule.fault === undefined ? null : FAULTS[rule.fault];
  if (fault === undefined) throw new Error(`there is no fault "${rule.fault}"`);
  if (rule.delay_ms) await wait(rule.delay_ms);
  if (res.destroyed) return;
  const image = call.body.generationConfig?.responseModalities?.includes('IMAGE');
  if (fault) await fault(work);
  else if (image) FAULTS.image(work);
  else await sendText(work, textOf(work));
}
