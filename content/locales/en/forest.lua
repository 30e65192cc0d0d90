return {
    text = "<b>The forest</b>\n\n{look}",
    look = "The firs stand so close that they seem to whisper. The path leads you for a while, then pretends that it was "
        .. "never there. Somebody watches from behind the windfall, and his eyes are yellow.",
    known = "<b>The forest</b>\n\nBy now you know every snag here. Beyond the ravine stands the old oak that the wolves "
        .. "used to keep from you.",
    deeper = "🐾 Deeper in",
    oak = "🌳 To the old oak",
}
