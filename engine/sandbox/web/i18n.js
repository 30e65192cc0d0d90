// Words of the web chat in Russian and English, and dates in the reader's own way. The language is
// the browser's; every other one reads English. Texts of the game are none of this file's business.

const RU = {
    bot: 'бот',
    noBot: 'Бот ещё не подключился',
    waitingBot: 'ждёт бота…',
    connecting: 'Соединение…',
    offline: 'Нет связи с движком. Попробуйте ещё раз, когда он вернётся.',
    traveller: 'Путник',
    chats: 'Чаты',
    openMenu: 'Открыть список чатов',
    closeMenu: 'Закрыть список чатов',
    start: 'Начать',
    emptyTitle: 'Здесь начинается история',
    emptyText: 'Это Telegram на вашем компьютере. Нажмите «Начать», и бот заговорит с вами.',
    message: 'Сообщение',
    send: 'Отправить',
    commands: 'Команды бота',
    showKeyboard: 'Показать кнопки',
    hideKeyboard: 'Показать поле ввода',
    edited: 'изменено',
    toBottom: 'К последнему сообщению',
    messages: 'Сообщения',
    reply: 'Ответить',
    copy: 'Копировать',
    copied: 'Скопировано',
    cancel: 'Отмена',
    close: 'Закрыть',
    ok: 'OK',
    add: 'Добавить',
    create: 'Создать',
    open: 'Открыть',
    more: 'Ещё',
    you: 'Вы',
    as: 'От лица: {name}',
    openBeside: 'Открыть рядом',
    closeColumn: 'Закрыть колонку',
    block: 'Заблокировать бота',
    unblock: 'Разблокировать бота',
    blocked: 'Бот заблокирован',
    addPlayer: 'Новый игрок',
    addGroup: 'Новая группа',
    firstName: 'Имя',
    lastName: 'Фамилия',
    username: 'Имя пользователя',
    language: 'Язык игрока',
    optional: 'необязательно',
    groupTitle: 'Название группы',
    groupDefault: 'Дружина',
    members: 'Участники',
    findPlayer: 'Найти игрока',
    noPreview: 'Нет сообщений',
    clock: 'Часы игры',
    ahead: 'впереди на {span}',
    skip10m: '10 мин',
    skip8h: '8 ч',
    skip1d: '1 день',
    skipHint: 'Промотать время вперёд: {span}',
    calls: 'Вызовы Bot API',
    showCalls: 'Показать вызовы Bot API',
    hideCalls: 'Скрыть вызовы Bot API',
    noCalls: 'Вызовов пока нет',
    ms: '{n} мс',
    params: 'Параметры',
    photo: 'Фотография',
    document: 'Документ',
    photoGone: 'Фото недоступно',
    invoice: 'Счёт',
    pay: 'Оплатить {sum}',
    payTitle: 'Подтверждение оплаты',
    payText: '{title} за {sum}. Деньги здесь ненастоящие.',
    paid: 'Оплачено',
    payFailed: 'Оплата не прошла',
    payDone: 'Вы оплатили {sum}',
    payDoneBy: '{name}: оплачено {sum}',
    refunded: 'Бот вернул {sum}',
    dice: 'Выпало {n}',
    joined: '{name} теперь в группе',
    left: '{name} больше не в группе',
    groupCreated: 'Группа «{title}» создана',
    groupRenamed: 'Группа теперь называется «{title}»',
    pinned: 'Сообщение закреплено',
    service: 'Служебное сообщение',
    noAnswer: 'Бот не ответил на нажатие',
    spoiler: 'Показать скрытый текст',
    reactions: 'Реакция бота',
    unsupportedButton: 'Такая кнопка работает только в настоящем Telegram',
    today: 'Сегодня',
    yesterday: 'Вчера',
    typing: 'печатает',
    upload_photo: 'отправляет фото',
    upload_document: 'отправляет файл',
    choose_sticker: 'выбирает стикер',
    record_voice: 'записывает голос',
    n_members_one: '{n} участник',
    n_members_few: '{n} участника',
    n_members_many: '{n} участников',
    n_members_other: '{n} участника',
    n_new_one: '{n} новое сообщение',
    n_new_few: '{n} новых сообщения',
    n_new_many: '{n} новых сообщений',
    n_new_other: '{n} новых сообщений',
    d: 'д',
    h: 'ч',
    m: 'мин',
};

const EN = {
    bot: 'bot',
    noBot: 'No bot has called yet',
    waitingBot: 'waiting for the bot…',
    connecting: 'Connecting…',
    offline: 'The engine cannot be reached. Try again when it is back.',
    traveller: 'Traveller',
    chats: 'Chats',
    openMenu: 'Open the list of chats',
    closeMenu: 'Close the list of chats',
    start: 'Start',
    emptyTitle: 'A story starts here',
    emptyText: 'This is a Telegram on your own computer. Press Start, and the bot will speak to you.',
    message: 'Message',
    send: 'Send',
    commands: 'Commands of the bot',
    showKeyboard: 'Show the buttons',
    hideKeyboard: 'Show the text field',
    edited: 'edited',
    toBottom: 'To the last message',
    messages: 'Messages',
    reply: 'Reply',
    copy: 'Copy',
    copied: 'Copied',
    cancel: 'Cancel',
    close: 'Close',
    ok: 'OK',
    add: 'Add',
    create: 'Create',
    open: 'Open',
    more: 'More',
    you: 'You',
    as: 'As {name}',
    openBeside: 'Open beside',
    closeColumn: 'Close the column',
    block: 'Block the bot',
    unblock: 'Unblock the bot',
    blocked: 'The bot is blocked',
    addPlayer: 'New player',
    addGroup: 'New group',
    firstName: 'First name',
    lastName: 'Last name',
    username: 'Username',
    language: 'Language of the player',
    optional: 'optional',
    groupTitle: 'Title of the group',
    groupDefault: 'Fellowship',
    members: 'Members',
    findPlayer: 'Find a player',
    noPreview: 'No messages',
    clock: 'Clock of the game',
    ahead: '{span} ahead',
    skip10m: '10 min',
    skip8h: '8 h',
    skip1d: '1 day',
    skipHint: 'Skip time forward: {span}',
    calls: 'Bot API calls',
    showCalls: 'Show the Bot API calls',
    hideCalls: 'Hide the Bot API calls',
    noCalls: 'No calls yet',
    ms: '{n} ms',
    params: 'Parameters',
    photo: 'Photo',
    document: 'Document',
    photoGone: 'The photo is not available',
    invoice: 'Invoice',
    pay: 'Pay {sum}',
    payTitle: 'Confirm the payment',
    payText: '{title} for {sum}. No real money is spent here.',
    paid: 'Paid',
    payFailed: 'The payment did not go through',
    payDone: 'You paid {sum}',
    payDoneBy: '{name} paid {sum}',
    refunded: 'The bot gave back {sum}',
    dice: 'Rolled {n}',
    joined: '{name} joined the group',
    left: '{name} left the group',
    groupCreated: 'Group “{title}” was created',
    groupRenamed: 'The group is called “{title}” now',
    pinned: 'A message was pinned',
    service: 'Service message',
    noAnswer: 'The bot did not answer the tap',
    spoiler: 'Show the hidden text',
    reactions: 'Reaction of the bot',
    unsupportedButton: 'This button works in the real Telegram only',
    today: 'Today',
    yesterday: 'Yesterday',
    typing: 'typing',
    upload_photo: 'sending a photo',
    upload_document: 'sending a file',
    choose_sticker: 'choosing a sticker',
    record_voice: 'recording voice',
    n_members_one: '{n} member',
    n_members_other: '{n} members',
    n_new_one: '{n} new message',
    n_new_other: '{n} new messages',
    d: 'd',
    h: 'h',
    m: 'min',
};

const browser = globalThis.navigator?.language || 'en';

export const lang = browser.toLowerCase().startsWith('ru') ? 'ru' : 'en';
export const browserLanguage = browser.split('-')[0].toLowerCase();

const words = lang === 'ru' ? RU : EN;
const plurals = new Intl.PluralRules(lang);

export function fill(pattern, args = {}) {
    return pattern.replace(/\{(\w+)\}/g, (whole, name) => (name in args ? String(args[name]) : whole));
}

export function t(key, args) {
    return fill(words[key] ?? key, args);
}

export function has(key) {
    return key in words;
}

export function count(key, n) {
    return t(`${key}_${plurals.select(n)}`, { n });
}

function formatter(options) {
    const format = new Intl.DateTimeFormat(lang === 'ru' ? 'ru-RU' : browser, options);
    return (seconds) => format.format(new Date(seconds * 1000));
}

export const timeOf = formatter({ hour: '2-digit', minute: '2-digit' });
export const clockOf = formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
export const dateOf = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
export const shortDateOf = formatter({ weekday: 'short', day: 'numeric', month: 'short' });
const dayMonth = formatter({ day: 'numeric', month: 'long' });
const dayMonthYear = formatter({ day: 'numeric', month: 'long', year: 'numeric' });

export function dayKey(seconds) {
    const date = new Date(seconds * 1000);
    return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

export function dayName(seconds, now) {
    if (dayKey(seconds) === dayKey(now))
        return t('today');
    if (dayKey(seconds) === dayKey(now - 86400))
        return t('yesterday');
    const sameYear = new Date(seconds * 1000).getFullYear() === new Date(now * 1000).getFullYear();
    return sameYear ? dayMonth(seconds) : dayMonthYear(seconds);
}

// 90000 s is "1 d 1 h": at most the two largest units.
export function spanOf(seconds) {
    const parts = [
        [Math.floor(seconds / 86400), t('d')],
        [Math.floor(seconds / 3600) % 24, t('h')],
        [Math.floor(seconds / 60) % 60, t('m')],
    ].filter(([n]) => n > 0);
    return parts.slice(0, 2).map(([n, unit]) => `${n}\u00a0${unit}`).join(' ');
}

export function sumOf(amount, currency) {
    return currency === 'XTR' ? `⭐\u00a0${amount}` : `${(amount / 100).toFixed(2)}\u00a0${currency}`;
}
