return {
    sword = { slot = "hand", power = 5, about = "items.sword.about" },
    cap = { slot = "head", power = 0, about = "items.cap.about" },
}
