/** A stand-in for the portal's alert(), which would stop everything on the page. */
export function notify(text) {
  const notice = document.getElementById('notice');
  notice.textContent = text;
  notice.hidden = false;
}
