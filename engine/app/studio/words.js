// Words of the studio in Russian and English, by the browser's language. What the engine answers is in
// the same language: it is asked for it.
import { lang } from '/i18n.js';

const RU = {
    title: 'Мастерская', chat: 'К игре', status: 'Состояние', errors: 'Ошибки', players: 'Игроки', map: 'Карта',
    world: 'Мир', scripts: 'Правила', audit: 'Записи', news: 'Новое', close: 'Закрыть', offline: 'Движок не отвечает.',
    pace: 'Ходов в секунду', turns: 'Ходов всего', heard: 'Игроков сегодня', waiting: 'Ждут в очередях',
    outgoing: 'Уходит в Telegram', late: 'Опоздание таймеров, мс', failures: 'Ошибок скриптов', calls: 'Отказов Telegram',
    timers: 'Таймеров', conflicts: 'Повторов', size: 'База', uptime: 'Работает', version: 'Версия', generation: 'Поколение',
    ai: 'ИИ за сутки', off: 'выключен', moments: 'меньше минуты', shut: 'Игра закрыта для игроков', open: 'Игра открыта', doors: 'Вход',
    kinds: 'По видам', all: 'Все', refused: 'Отказы Telegram', poison: 'Опасные события', outbox: 'Ждёт отправки', payments: 'Платежи',
    lore: 'Тексты мира', figures: 'Итоги', reported: 'Жалобы', refusedTexts: 'Отклонённые', newest: 'Новые',
    loreHint: '17, или renew item', edit: 'Написать самому', editHint: 'номер текста, затем строки поле: слова', write: 'Записать',
    find: 'Имя, @имя или номер', search: 'Найти', nobody: 'Найдите игрока, чтобы посмотреть на него и помочь ему.',
    act: 'Сделать', give: 'Дать', set: 'Поле', move: 'Перенести', freeze: 'Остановить', ban: 'Закрыть вход', erase: 'Стереть',
    giveHint: '30 или axe 2', setHint: 'strength 8', moveHint: 'yard', freezeHint: 'почему', banHint: 'почему', eraseHint: '',
    broadcast: 'Написать всем', broadcastHint: 'Текст для всех; по языкам — строки ru: … и en: …; in 2h … — отложить', preview: 'Посмотреть',
    plans: 'Что идёт', planned: 'Что намечено', maintenance: 'Закрыть игру на время', maintenanceHint: 'Слова для игроков (можно оставить пустым)',
    shutIt: 'Закрыть', openIt: 'Открыть', backup: 'Копия базы', backupNow: 'Сохранить копию', backups: 'Какие есть',
    reload: 'Проверить новые правила', reloadNow: 'Загрузить сразу', rollback: 'Вернуть прежние', whose: 'Номер игрока (или все)',
    show: 'Показать', roles: 'Роли', grant: 'Дать роль', grantHint: '1001 moderator', here: 'Сейчас здесь: {n}',
    file: 'Файл', choices: 'Выборы', leads: 'Ещё ведёт', texts: 'Тексты', noMap: 'Карту рисует Graphviz: apt-get install graphviz',
    pickScene: 'Нажмите на сцену, чтобы увидеть её выборы, тексты и тех, кто сейчас в ней.', computed: 'считает скрипт',
    guarded: 'не всегда', each: 'для каждого', refresh: 'Обновить', everyone: 'Местный Telegram: владелец — каждый, и никого не закрыть снаружи.',
};

const EN = {
    title: 'Studio', chat: 'To the game', status: 'Status', errors: 'Errors', players: 'Players', map: 'Map',
    world: 'World', scripts: 'Rules', audit: 'Audit', news: 'News', close: 'Close', offline: 'The engine does not answer.',
    pace: 'Turns a second', turns: 'Turns', heard: 'Players today', waiting: 'Waiting in lanes',
    outgoing: 'Leaving for Telegram', late: 'Timers late by, ms', failures: 'Failed scripts', calls: 'Refused by Telegram',
    timers: 'Timers', conflicts: 'Conflicts', size: 'Database', uptime: 'Up', version: 'Version', generation: 'Generation',
    ai: 'AI today', off: 'off', moments: 'under a minute', shut: 'Closed to players', open: 'Open', doors: 'The game',
    kinds: 'By kind', all: 'All', refused: 'Refused by Telegram', poison: 'Ended the process', outbox: 'Waits to be sent', payments: 'Payments',
    lore: 'World texts', figures: 'Figures', reported: 'Reported', refusedTexts: 'Refused', newest: 'Newest',
    loreHint: '17, or renew item', edit: 'In your own words', editHint: 'number of the text, then lines field: words', write: 'Write',
    find: 'Name, @username or id', search: 'Find', nobody: 'Find a player to look at him and to help him.',
    act: 'Do it', give: 'Give', set: 'Field', move: 'Move', freeze: 'Freeze', ban: 'Ban', erase: 'Erase',
    giveHint: '30 or axe 2', setHint: 'strength 8', moveHint: 'yard', freezeHint: 'why', banHint: 'why', eraseHint: '',
    broadcast: 'Write to all', broadcastHint: 'A text for all; by language: lines ru: … and en: …; in 2h … to plan it', preview: 'Preview',
    plans: 'Under way', planned: 'Planned', maintenance: 'Close the game for a while', maintenanceHint: 'Words for players (may be empty)',
    shutIt: 'Close', openIt: 'Open', backup: 'Back the database up', backupNow: 'Back up', backups: 'Those there are',
    reload: 'Try the new rules', reloadNow: 'Load at once', rollback: 'Roll back', whose: 'Number of a player (or all)',
    show: 'Show', roles: 'Roles', grant: 'Grant', grantHint: '1001 moderator', here: 'Here now: {n}',
    file: 'File', choices: 'Choices', leads: 'Also leads to', texts: 'Texts', noMap: 'Graphviz draws the map: apt-get install graphviz',
    pickScene: 'Press a scene to see its choices, its texts, and who is there now.', computed: 'a script decides',
    guarded: 'not always', each: 'for each', refresh: 'Refresh', everyone: 'Local Telegram: everybody is an owner, so nobody can be shut out.',
};

const WORDS = lang === 'ru' ? RU : EN;

export { lang };

export function w(key, args = {}) {
    return (WORDS[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => args[name] ?? '');
}

export const KEYS = [Object.keys(RU), Object.keys(EN)]; // for the test that they are the same
