// The clients and the stand-in of others, from npm (package.json beside this).
export { LLMock } from '@copilotkit/aimock';
export { GoogleGenAI as OfficialV1beta } from 'genai2'; // speaks /v1beta
export { GoogleGenAI as OfficialV1 } from 'genai3'; // speaks /v1
