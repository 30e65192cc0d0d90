return {
  text = "What are you called, good traveller?",
  letters = "A name is letters of one alphabet.", taken = "We have one of that name already. Think of another.",
}
