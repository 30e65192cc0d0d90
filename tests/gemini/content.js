// What an answer is made of: pieces of the API's own form, and how many tokens they are said to be.
import { createHash } from 'node:crypto';

const ALIASES = {
  'gemini-flash-lite-latest': 'gemini-3.5-flash-lite', 'gemini-flash-latest': 'gemini-3.8-flash',
  'gemini-pro-latest': 'gemini-3.8-pro',
};
const LETTERS_A_TOKEN = 4;
const IMAGE_TOKENS = 1120;
// A picture of one pixel.
export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNg+M9QDwADgQGAWjR9awAAAABJRU5ErkJggg==';

export const tokens = (text) => Math.ceil(text.length / LETTERS_A_TOKEN);

export const hash = (text) => createHash('sha256').update(text).digest('hex');

function promptTokens(body) {
  const { contents = [], systemInstruction } = body.generateContentRequest ?? body;
  const texts = [systemInstruction, ...contents].flatMap((one) => one?.parts ?? []).map((part) => part.text ?? '');
  return Math.max(1, tokens(texts.join('')));
}

export function countTokens(body) {
  const count = promptTokens(body);
  return { totalTokens: count, promptTokensDetails: [{ modality: 'TEXT', tokenCount: count }] };
}

function usageOf(call, text, rule, images) {
  const told = { prompt: promptTokens(call.body), candidates: tokens(text) + images * IMAGE_TOKENS,
    thoughts: tokens(rule.thought ?? ''), cached: 0, images: images * IMAGE_TOKENS, ...rule.usage };
  const usage = {
    promptTokenCount: told.prompt, candidatesTokenCount: told.candidates,
    totalTokenCount: told.prompt + told.candidates + told.thoughts,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: told.prompt }],
  };
  if (told.thoughts) usage.thoughtsTokenCount = told.thoughts;
  if (told.cached) usage.cachedContentTokenCount = told.cached;
  if (told.images) usage.candidatesTokensDetails = [{ modality: 'IMAGE', tokenCount: told.images }];
  return usage;
}

/** One answer, or one piece of a stream. `told`: the text so far, for the usage. */
export function answerOf(call, rule, { text = '', told = text, reason = 'STOP', thought = rule.thought, image = false, ...more }) {
  const parts = [];
  if (thought) parts.push({ text: thought, thought: true });
  if (text) parts.push({ text });
  if (image) parts.push({ inlineData: { mimeType: 'image/png', data: rule.image ?? PIXEL } });
  const candidate = { content: { parts, role: 'model' }, ...(reason ? { finishReason: reason } : {}), index: 0, ...more };
  if (parts.length === 0) delete candidate.content;
  return whole(call, rule, { candidates: [candidate] }, told, image ? 1 : 0);
}

/** Adds what every answer has. */
export function whole(call, rule, answer, told = '', images = 0) {
  return {
    ...answer,
    usageMetadata: usageOf(call, told, rule, images),
    modelVersion: rule.model_version ?? ALIASES[call.model] ?? call.model,
    responseId: hash(`${call.text}${call.at}`).slice(0, 22),
  };
}
