// The text of messages (frame-protocol §2).

/**
 * `method:JSON:callback:sid`; the JSON may contain colons, and may be missing with its colon. Broken JSON throws.
 * @param {string} text
 */
function split(text) {
  const parts = text.split(':');
  const json = parts.slice(1, -2).join(':');
  return {
    method: parts[0],
    params: json ? JSON.parse(json) : [],
    callback: parts[parts.length - 2],
    sid: parts[parts.length - 1],
  };
}

/**
 * A message of a frame, as text or as an object; nothing if it is neither.
 * @param {unknown} data
 */
export function decode(data) {
  if (typeof data === 'string') return split(data);
  if (typeof data !== 'object' || data === null) return undefined;
  return { method: data.method, params: data.params || [], callback: data.callback, sid: data.appSid };
}

/** What goes back: `callback:JSON`, with nothing after the colon if there is no result. */
export function encode(callback, result) {
  return `${callback}:${typeof result === 'undefined' ? '' : JSON.stringify(result)}`;
}
