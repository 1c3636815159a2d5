// Loads the program, and says so when that fails. Kept apart from the page so that its policy needs no inline script.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;

// The few texts that must be there without the program; the page itself has them in English.
const texts = {
  ru: {
    unstarted: "Редактор не запустился",
    reason: "Обновите страницу. Если не поможет, спросите администратора, не блокируются ли файлы WebAssembly.",
    stopped: "Редактор остановился",
    crash: "То, что было показано как сохранённое, сохранено в Битрикс24. Изменение, которое ещё сохранялось, могло пропасть.",
    reload: "Обновить",
  },
};
const own = texts[new URLSearchParams(location.search).get("LANG")] ?? {};
for (const element of document.querySelectorAll("[data-text]")) {
  element.textContent = own[element.dataset.text] ?? element.textContent;
}
for (const button of document.querySelectorAll("[data-reload]")) {
  // Not reload(): the portal opens its frame by POST, which a browser does not repeat without asking.
  button.addEventListener("click", () => location.replace(location.href));
}

try {
  const { default: init } = await import(new URL(js, document.baseURI));
  await init({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  document.getElementById("app").hidden = true;
  document.getElementById("unstarted").hidden = false;
  document.getElementById("unstarted-details").textContent = String(error);
}
