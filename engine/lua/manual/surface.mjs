// What designers' files see besides the methods that explain themselves: the shapes that they hand over
// and are given, the words that are simply there, and what Lua's library has. Held against the engine's
// own tables by read.mjs: a field or a global that is not explained here fails.

/** { name, of (a parent), about, from (where the engine has the names), fields: { name: [type, about] } };
 *  a "?" behind a field's name: it may be left out. */
export const SHAPES = [
  { name: 'Text', about: 'A key with its arguments, put into words only for the one who reads it. Made by ctx:t and ctx:lore.', fields: {} },
  { name: 'Document', about: 'State: a plain table, changed by assignment, saved with the turn.', fields: {
    id: ['string', 'never changes'],
    gold: ['integer', 'moved by ctx:pay alone'],
  } },
  { name: 'Player', of: 'Document', about: "A player's document: with the fields of content/documents/player.lua.", fields: {
    name: ['string', "the hero's name"],
    lang: ['string', '"ru", "en": in which he is spoken to'],
    'zone?': ['string', 'an IANA name, "Europe/Moscow"; UTC if absent'],
    'quiet?': ['{ from: integer, to: integer }', 'whole hours of his zone in which what is pushed waits; nil: none'],
  } },
  { name: 'Field', from: ['fields.lua', 'KNOWN'], about: 'One description for content, documents, events, arguments and typed input.', fields: {
    type: ['"text"|"integer"|"number"|"boolean"|"one_of"|"list"|"map"|"ref"|"key"|"player"|"duration"', 'what a value is'],
    'of?': ['any', 'one_of: the values; list, map: the field of each entry; ref: the kind of content'],
    'min?': ['number', 'the least number, or length of a text'],
    'max?': ['number', 'the largest'],
    'default?': ['any', 'where nothing is given; without one an argument must be given'],
    'index?': ['boolean', 'of a document: ctx:find may ask for it'],
    'board?': ['boolean', 'of a player: ctx:board may rank by it'],
    'id?': ['string', 'of an argument: its name in `args`'],
    'run?': ['fun(ctx: Ctx, value: any)', 'of a scene\'s input: what becomes of what was typed'],
  } },
  { name: 'Choice', from: ['declare.lua', 'CHOICE'], about: 'A button of a scene.', fields: {
    id: ['string', 'its words are SCENE.ID, or SCENE.ID.ENTRY'],
    'when?': ['fun(ctx: Ctx, entry: any): any', 'it shows if this holds; asked again at the tap. Draws'],
    'run?': ['fun(ctx: Ctx, entry: any)', 'what a tap does. Acts'],
    'go?': ['string', 'the scene it leads to, or "back", unless `run` led elsewhere'],
    'vars?': ['table|fun(ctx: Ctx, entry: any): table', 'the vars of that scene. Draws'],
    'label?': ['fun(ctx: Ctx, entry: any): Text', 'other words. Draws'],
    'each?': ['any[]|fun(ctx: Ctx): any[]', 'a button for every entry: ids, or tables with an `id`. Draws'],
    'page?': ['integer', 'how many of them show at once'],
    'stars?': ['integer|fun(ctx: Ctx, entry: any): integer', 'the price: `run` comes once the payment has. Draws'],
    'undo?': ['fun(ctx: Ctx, entry: any)', 'after a refund. Acts'],
  } },
  { name: 'Scene', from: ['declare.lua', 'SCENE'], about: 'What a player sees and may do: the fields below, then its choices.', fields: {
    'text?': ['fun(ctx: Ctx): Text|string|table|nil', 'else the text SCENE.text; nil: nothing left to see, he is led back. Draws'],
    'image?': ['string|fun(ctx: Ctx): string?', 'a file in content/images. Draws'],
    'enter?': ['fun(ctx: Ctx)', 'on arrival, not on the way back. Acts'],
    'hold?': ['boolean|fun(ctx: Ctx): boolean', 'no Back, and no command or push leads away. Draws'],
    'input?': ['Field', 'what is typed here'],
  } },
  { name: 'Stage', from: ['declare.lua', 'STAGE'], about: 'A stage of a quest.', fields: {
    id: ['string', 'its words are quests.QUEST.ID'],
    'on?': ['table', '{ "kill", monster = "wolf" }: an event with equal fields; none: it waits for ctx:advance'],
    'count?': ['integer', 'so many of them (1)'],
    'run?': ['fun(ctx: Ctx)', 'when it is reached. Acts'],
    'next?': ['string', 'the stage that follows, or "done"; the one below if absent'],
  } },
  { name: 'Command', from: ['declare.lua', 'COMMAND'], about: 'A command, /id.', fields: {
    'args?': ['Field[]', 'each with an `id`; a text at the end takes the rest'],
    'role?': ['"owner"|"admin"|"designer"|"moderator"', 'others are refused, and each use is in the audit'],
    'where?': ['"private"|"group"|"anywhere"|"inline"', 'private if absent'],
    run: ['fun(ctx: Ctx, args: table)', 'Acts'],
  } },
  { name: 'Timer', about: 'What becomes of a document at a deadline.', fields: {
    run: ['fun(ctx: Ctx, doc: Document)', 'Acts; ctx.deadline is when it was due'],
  } },
];

/** The fields of ctx and of a test's player; their methods explain themselves. */
export const CTX = { name: 'Ctx', about: 'What every function of a scene, quest, timer or command is given.', fields: {
  now: ['integer', "the turn's time, whole seconds UTC"],
  player: ['Player', "whose turn it is; nil in another document's timer and in what is drawn for a group"],
  vars: ['table<string, any>', "the open scene's small table, kept with it"],
  'deadline?': ['integer', 'in a timer: when it was due'],
  tg: ['Telegram', 'any call of the Bot API; gives nothing, leaves after the turn'],
} };
export const WORLD = { name: 'World', about: 'What a test plays in: the same turns as in the engine, without database and Telegram.', fields: {} };
export const TESTER = { name: 'TestPlayer', about: 'A fake player of a test.', fields: {
  id: ['string', ''],
  name: ['string', ''],
  doc: ['Player', 'a copy of his document as it stands'],
  scene: ['string', 'where he is'],
  vars: ['table', "the open scene's"],
} };

/** Methods that the engine's own files call on each other: designers' tests need none of them. */
export const INNER = new Set(['World:look', 'World:open', 'World:close', 'World:play', 'World:pass', 'World:session', 'World:each', 'Player:view',
  'Player:pushed', 'Player:taps_answer', 'Player:presses', 'Player:hear', 'Player:mentions']);

/** Words that are simply there: [annotation, about]. */
export const WORDS = {
  scene: ['---@param id string\n---@return fun(scene: Scene): table\nfunction scene(id) end', 'Declares a scene: `return scene "yard" { ... }`.'],
  timer: ['---@param id string\n---@return fun(timer: Timer): table\nfunction timer(id) end', 'Declares a timer.'],
  quest: ['---@param id string\n---@return fun(stages: Stage[]): table\nfunction quest(id) end', 'Declares a quest: a list of stages.'],
  command: ['---@param id string\n---@return fun(command: Command): table\nfunction command(id) end', 'Declares a command.'],
  content: ['content = {}', "The game's data, read-only: `content.items.axe.power`."],
  rules: ['rules = {}', 'Pure functions: `rules.FILE.FUNCTION`, of scripts/rules/.'],
};

/** Lua's own, as far as it is there: what differs. */
export const LIBRARY = {
  assert: '', error: '', ipairs: '', pcall: 'what goes over a limit of the turn is not caught', select: '', tonumber: '', type: '',
  next: 'takes a table alone: the first entry by sorted keys', pairs: 'goes by sorted keys, so that a turn repeats',
  print: 'goes to the log', tostring: 'shows no addresses',
  require: 'of scripts/ alone: `require "combat.moves"`; what it gives is read-only',
  math: 'without random and randomseed: ctx:roll and ctx:pick', string: 'without dump; rep gives at most 1 MiB, format takes at most 250 items',
  table: 'sort is stable', utf8: 'with lower and upper', _VERSION: '',
};
