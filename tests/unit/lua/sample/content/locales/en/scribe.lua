return {
    text = "Sold: {n}",
    buy = "Buy",
    quietly = "On the sly",
    hear = "Listen",
    heard = "One hears: {words}",
    told = "Said: {words}",
    ["told.go"] = "Go",
    wind = "Wind",
    slow = "Being written…",
}
