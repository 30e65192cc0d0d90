return {
    choose = "Choose",
    wait = "Wait",
    hits = "{n} hits",
    call = "Call",
    called = "A call",
    ["called.come"] = "Come",
    ["gate.text"] = "At the gate",
}
