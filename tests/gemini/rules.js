// Rules of the stand-in: which call gets which answer. The first that fits and is not used up counts.
//
//   match       a text that the prompt holds, a RegExp (over HTTP {"regex": "..."}), or a function of
//               the call; absent: every call
//   model, verb only for that model, or for generateContent or streamGenerateContent
//   times       so often (absent: for ever)
//   text, json  the answer: a text, or a value for an answer with a schema
//   fault       a name of faults.js, and what it takes: status, retry_delay, hops, size, ...
//   delay_ms    before the answer
//   usage       {prompt, candidates, thoughts, cached, images} in its stead
//   model_version, thought (a text in front that is no answer), pause_ms (between pieces of a stream)
export class Rules {
  #rules = [];

  add(rule) {
    const regex = rule.match?.regex;
    this.#rules.push({ ...rule, match: regex === undefined ? rule.match : new RegExp(regex, 'u'), left: rule.times ?? Infinity });
  }

  clear() {
    this.#rules = [];
  }

  /** The rule for a call, which is used once by this; {} where there is none. */
  take(call) {
    const rule = this.#rules.find((one) => one.left > 0 && fits(one, call));
    if (!rule) return {};
    rule.left -= 1;
    return rule;
  }
}

function fits(rule, call) {
  if (rule.model !== undefined && rule.model !== call.model) return false;
  if (rule.verb !== undefined && rule.verb !== call.verb) return false;
  const { match } = rule;
  if (match === undefined || match === null) return true;
  if (typeof match === 'function') return match(call);
  return match instanceof RegExp ? match.test(call.text) : call.text.includes(match);
}
