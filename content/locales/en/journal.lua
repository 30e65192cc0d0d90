return {
    text = "<b>Journal</b>\n",
    empty = "<b>Journal</b>\n\nSo far you have promised nothing to anybody.",
}
