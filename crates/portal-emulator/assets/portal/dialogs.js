/**
 * Lets the user choose among items.
 * @param {{title: string, items: {value: unknown, label: string, chosen?: boolean}[], multiple: boolean}} wish
 * @returns {Promise<unknown[] | undefined>} the values chosen; nothing if the user cancelled
 */
export function choose({ title, items, multiple }) {
  const dialog = document.createElement('dialog');
  dialog.className = 'choice';
  dialog.setAttribute('aria-label', title);
  const form = document.createElement('form');
  form.method = 'dialog';
  const heading = document.createElement('h2');
  heading.textContent = title;
  const list = document.createElement('div');
  list.className = 'choice__list';
  const inputs = items.map(({ label, chosen }) => {
    const line = document.createElement('label');
    const input = document.createElement('input');
    input.type = multiple ? 'checkbox' : 'radio';
    input.name = 'choice';
    input.checked = Boolean(chosen);
    line.append(input, label);
    list.append(line);
    return input;
  });
  const buttons = document.createElement('div');
  buttons.className = 'choice__buttons';
  buttons.append(button('Select', 'select'), button('Cancel', ''));
  form.append(heading, list, buttons);
  dialog.append(form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      const values = items.filter((_, index) => inputs[index].checked).map(({ value }) => value);
      const isChoice = dialog.returnValue === 'select' && (multiple || values.length > 0);
      resolve(isChoice ? values : undefined);
    });
    dialog.showModal();
  });
}

function button(text, value) {
  const button = document.createElement('button');
  button.value = value;
  button.textContent = text;
  return button;
}
