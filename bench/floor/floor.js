// The least that can be done: the handshake with the portal's page, one request, plain rows. No framework, no SDK, and
// nothing is saved.
const [domain, protocol, sid] = window.name.split("|");
const portal = `${protocol === "1" ? "https" : "http"}://${domain}`;
const CALL = "floor";

addEventListener("message", ({ origin, source, data }) => {
  if (origin !== portal || source !== parent || typeof data !== "string" || !data.startsWith(`${CALL}:`)) return;
  list(JSON.parse(data.slice(CALL.length + 1)));
});
parent.postMessage(`getInitData::${CALL}:${sid}`, portal);

async function list({ PATH, AUTH_ID, PLACEMENT_OPTIONS }) {
  const pipeline = /category\/(\d+)/.exec(PLACEMENT_OPTIONS?.URI ?? "")?.[1];
  const body = new URLSearchParams({
    auth: AUTH_ID,
    "filter[ENTITY_ID]": pipeline > 0 ? `DEAL_STAGE_${pipeline}` : "DEAL_STAGE",
    "order[SORT]": "ASC",
  });
  const answer = await fetch(`${portal}${PATH}/crm.status.list`, { method: "POST", body });
  const { result } = await answer.json();
  const rows = document.createDocumentFragment();
  for (const { ID, NAME, STATUS_ID, COLOR } of result) {
    const row = document.createElement("div");
    row.className = "row";
    row.dataset.statusId = ID;
    const color = document.createElement("input");
    color.type = "color";
    color.value = COLOR || "#ffffff";
    const name = document.createElement("input");
    name.name = "NAME";
    name.value = NAME;
    const code = document.createElement("code");
    code.textContent = STATUS_ID;
    row.append(color, name, code);
    rows.append(row);
  }
  document.getElementById("rows").append(rows);
}
