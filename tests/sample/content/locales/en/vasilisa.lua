return {
  hello = { one = "\"Oh, it is you. I see you for the first time.\"", other = "\"Oh, it is you again: number {n}.\"" }, cold = "Vasilisa turns away.",
  ask = "What troubles you?", ["plea.text"] = "\"Wolves, at the very fence. Drive off three, bring five hides, and I shall pay.\"",
  ["plea.help"] = "I shall help", ["plea.lie"] = "I have driven them off",
}
