-- The engine's words to admins about payments (see admin_paid.lua). As with words.lua a game may say any
-- of them in its own way.
return {
    ru = {
        ["commands.payments"] = "Платежи звёздами",
        ["admin.paid.title"] = "<b>Платежи</b>",
        ["admin.paid.none"] = "Платежей нет.",
        ["admin.paid.gone"] = "Такого платежа нет.",
        ["admin.paid.line"] = "<b>№ {number}</b> · {at:clock} · {payer}\n{amount} {currency}, {thing}: {state}",
        ["admin.paid.see"] = "🔍 {number}",
        ["admin.paid.open"] = "ждёт решения",
        ["admin.paid.credited"] = "выдано",
        ["admin.paid.refund"] = "возвращается",
        ["admin.paid.refunded"] = "возвращено",
        ["admin.paid.whole"] = "<b>Платёж № {number}</b>\nКогда: {at:clock}\nИгрок: {payer}\n"
            .. "Сколько: {amount} {currency}\nЗа что: {thing}\nСостояние: {state}\n<code>{charge}</code>",
        ["admin.paid.why"] = "Не вышло: <i>{why}</i>",
        ["admin.paid.retry"] = "🔁 Выдать снова",
        ["admin.paid.give_back"] = "↩️ Вернуть ⭐ {n}",
        ["admin.paid.did.retry"] = "🔁 Платёж № {number} отправлен снова: {payer} получит купленное.",
        ["admin.paid.did.refund"] = "↩️ Платёж № {number}: возврат игроку {payer} начат, {amount} {currency}.",
        ["admin.paid.late"] = "С платежом № {number} так уже нельзя: {state}.",
    },
    en = {
        ["commands.payments"] = "Payments in Stars",
        ["admin.paid.title"] = "<b>Payments</b>",
        ["admin.paid.none"] = "There are no payments.",
        ["admin.paid.gone"] = "There is no such payment.",
        ["admin.paid.line"] = "<b>No. {number}</b> · {at:clock} · {payer}\n{amount} {currency}, {thing}: {state}",
        ["admin.paid.see"] = "🔍 {number}",
        ["admin.paid.open"] = "waits for you",
        ["admin.paid.credited"] = "given",
        ["admin.paid.refund"] = "on its way back",
        ["admin.paid.refunded"] = "given back",
        ["admin.paid.whole"] = "<b>Payment no. {number}</b>\nWhen: {at:clock}\nPlayer: {payer}\n"
            .. "How much: {amount} {currency}\nFor: {thing}\nState: {state}\n<code>{charge}</code>",
        ["admin.paid.why"] = "It did not work: <i>{why}</i>",
        ["admin.paid.retry"] = "🔁 Try again",
        ["admin.paid.give_back"] = "↩️ Give back ⭐ {n}",
        ["admin.paid.did.retry"] = "🔁 Payment no. {number} is tried again: {payer} gets what it was for.",
        ["admin.paid.did.refund"] = "↩️ Payment no. {number}: {amount} {currency} are on their way back to {payer}.",
        ["admin.paid.late"] = "Payment no. {number} cannot be changed so any more: {state}.",
    },
}
