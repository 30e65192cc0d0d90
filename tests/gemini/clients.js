// The clients and the stand-in of others, from npm (package.json beside this).
export { GoogleGenAI as OfficialV1beta } from 'genai2'; // speaks /v1beta
export { GoogleGenAI as OfficialV1 } from 'genai3'; // speaks /v1

const [major, minor] = process.versions.node.split('.').map(Number);
const isOld = major < 20 || (major === 20 && minor < 15);

/** The stand-in of others; null: this Node is too old for it (Debian 12 has 18, it needs 20.15). */
export const LLMock = isOld ? null : (await import('@copilotkit/aimock')).LLMock;
