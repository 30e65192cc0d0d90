return {
  text = "The hall. Steps: {steps}. Power: {power}. Trail: {trail}end.",
  step = "Step", ring = "Ring in an hour", spin = "Spin for ever",
  got = "Got: {n}.", rang = "The bell rang.",
}
